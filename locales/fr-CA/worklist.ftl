### The worklist: tabs, filters, rows, and the pencil on each of them.

worklist-title = Liste de travail
worklist-tickets = Billets
worklist-filter = Filtrer
worklist-scope = Quels billets
worklist-scope-escalated = En escalade seulement
worklist-scope-mine = Avec mes suivis
worklist-scope-all = Avec tous les suivis
worklist-creator = Créé par
worklist-creator-example = CA-
worklist-apply = Appliquer
worklist-order = En escalade d’abord, puis par échéance
worklist-order-closed = Derniers fermés d’abord
worklist-order-closed-up = Plus anciens fermés d’abord
worklist-order-number-up = Par numéro, du plus petit au plus grand
worklist-order-number-down = Par numéro, du plus grand au plus petit
worklist-order-customer-up = Par client, de A à Z
worklist-order-customer-down = Par client, de Z à A
worklist-order-type-up = Par type, dans l’ordre de la liste des types
worklist-order-type-down = Par type, à partir de la fin de la liste des types
worklist-order-creator-up = Par créateur, de A à Z
worklist-order-creator-down = Par créateur, de Z à A
worklist-order-assignee-up = Par responsable, de A à Z, personne à la fin
worklist-order-assignee-down = Par responsable, personne d’abord, puis de Z à A
worklist-order-due-up = Échéance la plus proche d’abord
worklist-order-due-down = Échéance la plus éloignée d’abord
worklist-order-changed-up = Plus longtemps inchangés d’abord
worklist-order-changed-down = Derniers modifiés d’abord
worklist-creators-cut = Plus de { $most } noms d’utilisateur commencent ainsi. Voici les billets des { $most } premiers : écrivez une plus grande partie du nom.
worklist-or-more = { $count }+
worklist-announce = { $count ->
    [one] { $count } billet
   *[other] { $count } billets
 }
worklist-announce-more = { $count } billets ou plus
worklist-shown = { $first } à { $last } sur { $all }
worklist-next = Les { $count } suivants
worklist-previous = Les { $count } précédents
worklist-first = Première page
worklist-back = Retour à la liste de travail
worklist-changed = La liste a changé. La montrer

## The filters and the order

worklist-more = Filtrer et trier
worklist-any = Peu importe
worklist-assignee-example = me, nobody, CA-mchen
worklist-assignee-unknown = Personne qui traite les demandes ne s’appelle « { $typed } ». Écrivez le début d’un nom ou d’un nom d’utilisateur, me (moi) ou nobody (personne).
worklist-no-such-type = Ce type de demande n’existe pas. Choisissez-en un de la liste, ou Peu importe.
worklist-no-such-party = Aucun distributeur n’a le numéro « { $number } ». Cherchez-le sous Distributeurs.
worklist-party = Numéro du distributeur
worklist-escalation = En escalade ou non
worklist-only-escalated = En escalade
worklist-only-records = Suivis seulement
worklist-due-overdue = En retard
worklist-due-today = Échéance aujourd’hui
worklist-due-near = Échéance d’ici deux heures ouvrables
worklist-sort = Trier par
worklist-sort-usual = Ordre habituel
worklist-sort-due = Échéance, ou fermeture
worklist-sort-changed = Dernière modification
worklist-direction = Sens
worklist-direction-usual = Comme d’habitude
worklist-direction-ascending = De A à Z, du plus tôt au plus tard
worklist-direction-descending = De Z à A, du plus tard au plus tôt
worklist-filters-on = Filtres actifs
worklist-chip-creator = Créé par { $name }
worklist-chip-no-type = Type : inconnu
worklist-chip-type = Type : { $name }
worklist-chip-mine = À ma charge
worklist-chip-nobody = Sans responsable
worklist-chip-assignee = Responsable : { $name }
worklist-chip-party = Distributeur { $name }
worklist-chip-order = Commande { $name }
worklist-without = Enlever : { $filter }
worklist-clear = Enlever tous les filtres
worklist-gave-up = Peu de billets correspondent à ces filtres, et le reste n’a pas encore été parcouru.
worklist-go-on = Continuer à chercher

## The table

worklist-caption = { $status } : { $scope }
worklist-escalated = En escalade
worklist-number = Numéro
worklist-assignee = Responsable
worklist-nobody = encore personne
worklist-unread = Nouveau pour vous :
worklist-closed = Fermé
worklist-changed-at = modifié { $moment }

## The pencil

worklist-edit = Commentaire et statut du billet { $number }
worklist-edit-title = Commentaire, statut
worklist-comment-on = Commentaire sur le billet { $number }
worklist-takes-over = Avec En cours, vous prenez le relais après { $name }.
worklist-takes = Avec En cours, le billet est à vous.
worklist-because = motif
worklist-save = Enregistrer
worklist-cancel = Annuler
worklist-saved = Le billet { $name } est enregistré.
worklist-saved-as = Enregistré : le billet { $name } est « { $status } ».
worklist-look = Voir le billet

## An empty list

worklist-none-open = Rien n’est ouvert
worklist-none-in-progress = Rien n’est en cours
worklist-none-pending = Rien n’est en attente
worklist-none-closed = Rien n’est encore fermé
worklist-none-by = Rien ici n’a été créé par « { $creator } »
worklist-none-yet = Rien trouvé jusqu’ici
worklist-none-filtered = Aucun billet ne correspond à ces filtres
worklist-none-further = Il n’y a rien de plus
worklist-whose = Les billets de qui?
worklist-which-type = Quel type?
worklist-which-party = Quel distributeur?
worklist-which = Quels billets?
worklist-about-which = L’un des filtres ci-dessus n’existe pas; rien n’a donc été cherché.
worklist-about-whose = Le filtre du responsable, ci-dessus, dit qui ce peut être.
worklist-about-escalated = Ici se trouve ce que les RSC mettent en escalade. Ce qu’ils gardent pour leur propre suivi n’y est pas, à moins de l’ajouter.
worklist-about-mine = Rien n’est en escalade ici, et vous n’y avez pas non plus de suivis. Vos collègues en ont peut-être.
worklist-about-all = Personne n’a de billet ici. Un billet commence par son distributeur : trouvez-le, puis appuyez sur le plus.
worklist-about-by = Écrivez un centre d’appels avec son trait d’union, comme CA-, ou le début d’un nom d’utilisateur, comme CA-mchen.
worklist-about-filtered = Enlevez un filtre ci-dessus, ou regardez un autre onglet : son nombre dit ce qu’il contient.
worklist-about-filtered-scope = Seule une partie des suivis est parcourue. Ajoutez tous les suivis, enlevez un filtre ci-dessus, ou regardez un autre onglet.
worklist-about-closed-due = Un billet fermé n’a plus d’échéance. Les autres onglets ont ceux qui en ont une.
worklist-about-further = Ce qui était ici s’est déplacé depuis que vous avez vu la page précédente.
worklist-see-mine = Ajouter mes suivis
worklist-see-all = Ajouter tous les suivis
worklist-see-anybody = Créé par n’importe qui
worklist-see-open = Billets ouverts
worklist-find = Trouver un distributeur

## Through the list, on the page of a ticket

neighbours-back = Retour à la liste
neighbours-back-to-desk = Retour au bureau
neighbours-previous = Précédent
neighbours-next = Suivant
neighbours-first = premier de la liste
neighbours-last = dernier de la liste

worklist-several-parties = « { $number } » peut désigner { $numbers }. Écrivez le numéro en entier.
worklist-party-unclear = « { $number } » figure dans beaucoup de numéros. Écrivez le numéro au complet.
worklist-no-such-creator = Aucun centre d’appels ni nom d’utilisateur ne commence par « { $typed } », et personne qui répond aux clients ne porte ce nom. Écrivez un centre d’appels, comme CA-, ou assez d’un nom pour désigner une seule personne.
worklist-no-such-word = « { $typed } » ne peut pas être choisi ici. Choisissez parmi ce qui est offert.
    .program = « { $typed } » n’est pas une valeur du champ « { $field } ».
worklist-after-lost = L’adresse menait à une page suivante qui n’existe plus, ou qui vient d’un autre ordre. Voici la première page.
    .program = « after » n’est pas une place dans cette liste et cet ordre. Prenez-la dans `next` d’une réponse à la même question, ou enlevez-la.
worklist-whose-created = Créé par qui?
