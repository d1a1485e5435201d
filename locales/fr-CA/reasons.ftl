# Pourquoi un billet est en attente ou fermé.

reasons-title = Motifs
reasons-one-title = { $name } · Motifs
reasons-lede = Ce qu’un billet attend, et comment il a été réglé. Le premier de chaque liste est choisi d’avance.
reasons-pending = En attente
reasons-closed = Fermé
reasons-new = Nouveau motif
reasons-status = Pour un billet dont le statut est
reasons-name-hint = Il suit le statut, comme dans « En attente : réponse de la banque ».
reasons-add = Ajouter
reasons-added = Ajouté après les autres : { $name }.
reasons-moved = Déplacé : { $name }.
reasons-renamed = Enregistré : { $name }.
reasons-shipped = Laissez le champ vide, et chacun lira « { $name } » dans sa langue; un nom que vous donnez est le même pour tous. Quel que soit le nom, c’est ce que le motif veut dire pour Watchdesk : pour autre chose, ajoutez un motif.
reasons-retired-note = Les billets qui ont l’un de ces motifs le gardent. Aucun autre ne le reçoit.
reasons-retire-title = Retirer ce motif
reasons-retire-note = Plus aucun billet ne le reçoit. Ceux qui l’ont le gardent. Il peut être rétabli en tout temps.
reasons-retired = Retiré : { $name }. Les billets qui ont ce motif le gardent.
reasons-back-title = Rétablir ce motif
reasons-back-note = Les billets peuvent de nouveau le recevoir, à la place qu’il avait.
reasons-restored = Rétabli : { $name }.

reasons-taken = Ce statut a déjà un motif « { $name } ». Choisissez un autre nom.
reasons-taken-retired = « { $name } » est retiré. Rétablissez-le plutôt, ou choisissez un autre nom.
reasons-too-many = Un statut a au plus { $most } motifs. Retirez-en un d’abord.
reasons-status-wrong = Seul un billet en attente ou fermé a un motif. Choisissez l’un des deux.
reasons-last = C’est le dernier motif de son statut, et un billet doit en avoir un. Ajoutez-en d’abord un autre.
reasons-retired-has-no-place = Ce motif est retiré : il n’a pas de place dans la liste. Rétablissez-le d’abord.
reasons-stale = Quelqu’un a modifié ce motif depuis que vous l’avez ouvert. Ce que vous avez écrit est encore ici : comparez, puis enregistrez de nouveau.
    .program = Quelqu’un a modifié ce motif depuis que vous l’avez lu. Relisez-le, puis envoyez sa version actuelle.
