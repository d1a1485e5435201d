### Tickets: the page of a ticket, the new inquiry, the receipt, deadlines.

## What a ticket is

ticket-status-open = Ouvert
ticket-status-in-progress = En cours
ticket-status-pending = En attente
ticket-status-closed = Fermé
ticket-status-reason = { $status } : { $reason }
ticket-type-details = { $type } : { $details }
ticket-reason-customer = réponse du client
ticket-reason-lead = réponse du chef d’équipe
ticket-reason-department = réponse d’un autre service
ticket-reason-carrier = réponse du transporteur
ticket-reason-resolved = réglé
ticket-reason-duplicate = doublon
ticket-reason-no-reply = client sans réponse
ticket-reason-mistake = ouvert par erreur
ticket-reason-now-exception = devenu une exception

## The page

ticket-title = { $number } { $subject }
ticket-where = Où vous êtes
ticket-trail-parties = Distributeurs
ticket-by = par { $name }
ticket-with = responsable : { $name }
ticket-escalated-to = En escalade : { $name }
ticket-was-escalated-to = Était en escalade : { $name }
ticket-what-happened = Ce qui s’est passé
ticket-history = Historique
ticket-older = Montrer ce qui précède
ticket-new-line = Nouveau
ticket-did-open = { $who } a ouvert le billet
ticket-did-move = { $who } a changé le statut : { $what }
ticket-did-something = { $who } : { $what }
ticket-did-escalate = { $who } l’a mis en escalade : { $what }
ticket-fell-due = L’échéance est passée
ticket-did-assign = { $who } a confié le billet : { $from } → { $what }
ticket-did-take = { $who } a pris le billet
ticket-did-take-over = { $who } a pris le relais après { $from }
ticket-did-send-back = { $who } a répondu et l’a renvoyé à { $what }
ticket-did-deescalate = { $who } a mis fin à l’escalade
ticket-did-deescalate-to = { $who } a mis fin à l’escalade, et le billet revient à { $what }
ticket-did-move-due = { $who } a déplacé l’échéance : { $from } → { $what }
ticket-did-retype = { $who } a changé le type : { $from } → { $what }
ticket-did-reattach = { $who } a changé le client : { $from } → { $what }
ticket-all-of = Tous les billets de ce client
ticket-earlier = Billets précédents de ce client
ticket-did-reword = { $who } a corrigé un commentaire
ticket-did-check = { $who } a vérifié le billet
ticket-did-add-file = { $who } a ajouté un fichier
ticket-did-add-files = { $who } a ajouté { $count ->
    [one] { $count } fichier
   *[other] { $count } fichiers
 }
ticket-did-add-file-since-removed = { $who } a ajouté { $what }, retiré par la suite
ticket-did-remove-file = { $who } a retiré le fichier { $what }
ticket-was-nothing = rien
ticket-comment-edited = modifié { $moment }
ticket-comment-reworded = Le commentaire est modifié.
ticket-comment-of-another = Seul son auteur peut modifier un commentaire. Ajoutez plutôt le vôtre.
ticket-comment-settled = Un commentaire peut être modifié pendant { $minutes } minutes, et elles sont écoulées. Ajoutez plutôt un autre commentaire.
ticket-comment-stale = Ce commentaire a été modifié entre-temps. Rechargez-le pour voir ce qu’il dit, et partez de là.
ticket-comment-same = C’est déjà ce que dit le commentaire. Changez quelques mots, ou laissez-le tel quel.
ticket-reword = Modifier
ticket-reword-save = Enregistrer la modification
ticket-reword-until = Dernier moment pour modifier : { $moment }
ticket-said-rest = Afficher la suite
ticket-reworded-before = Ce qu’il disait avant
ticket-comment = Commentaire
ticket-comment-add = Ajouter le commentaire
ticket-comment-close = Ajouter et fermer
ticket-comment-added = Votre commentaire est sur le billet { $name }.
ticket-news = { $name } a modifié ce billet.
ticket-news-by-the-desk = Watchdesk a modifié ce billet.
ticket-news-show = Montrer
ticket-private = Reste à l’interne. Rien de cette page ne parvient au client.
ticket-draft-kept = Brouillon gardé à { "{time}" }
ticket-optional = facultatif
ticket-due = Échéance
ticket-status = Statut
ticket-moved-open = Le billet { $name } est rouvert.
ticket-moved-in-progress = Le billet { $name } est en cours.
ticket-moved-pending = Le billet { $name } est en attente.
ticket-moved-closed = Le billet { $name } est fermé.
ticket-step-open = Rouvrir
ticket-step-in-progress = Commencer le travail
ticket-step-take-over = Prendre le relais et commencer
ticket-close = Fermer
ticket-close-because = Fermer, motif
ticket-pend = En attente
ticket-pend-because = En attente, motif
ticket-escalation = Escalade
ticket-escalation-to = À
ticket-escalation-by = Par
ticket-escalation-why = Motif
ticket-escalate = Mettre en escalade
ticket-escalated = Le billet { $name } est en escalade.
ticket-not-escalated = Pas en escalade.
ticket-send-back = Répondre et renvoyer
ticket-sent-back = Le billet { $name } a sa réponse et revient au RSC.
ticket-end-escalation = Mettre fin sans répondre
ticket-deescalated = Le billet { $name } n’est plus en escalade.
ticket-waits-lead = Attend le chef d’équipe
ticket-waits-lead-named = Attend le chef d’équipe, { $name }
ticket-waits-named = Attend { $name }
ticket-waits-you = Vous attend
ticket-waits-anybody = Attend que quelqu’un le prenne
ticket-works = { $name } s’en occupe
ticket-works-you = Vous vous en occupez
ticket-customer = Client
ticket-incoming = Provenance
ticket-caller = Appelant
ticket-call-back = Rappeler au
ticket-channel = Canal
ticket-channel-phone = Téléphone
ticket-channel-email = Courriel
ticket-channel-chat = Clavardage
ticket-order-number = Nº de commande
ticket-another = Autre demande de ce client

## What can be changed

ticket-change = Modifier
ticket-change-closed = Type, client
ticket-change-open = Responsable, échéance, type, client
ticket-assignee = Responsable
ticket-assignee-hint = Un nom d’utilisateur, comme { $name }.
ticket-assign = Confier
ticket-take = Prendre le billet
ticket-assigned = Le billet { $name } a changé de mains.
ticket-move-due = Déplacer l’échéance
ticket-due-moved = L’échéance du billet { $name } est déplacée.
ticket-day-later = Un jour ultérieur
ticket-day = Jour
ticket-because = Pourquoi?
ticket-type = Type
ticket-retype = Changer le type
ticket-retyped = Le type du billet { $name } est changé.
ticket-party-number = Bon client : numéro, nom ou téléphone
ticket-party-prospect = Le bon client n’est pas inscrit
ticket-others = { $count ->
    [one] Et l’autre billet de cette personne
   *[other] Et les { $count } autres billets de cette personne
 }
ticket-reattach = Changer le client
ticket-reattached = Le client du billet { $name } est corrigé.

## What a ticket refuses

ticket-others-too-many = Plus de { $most } billets ne peuvent pas être déplacés d’un coup. Déplacez celui-ci seul, et demandez à un administrateur pour les autres.
ticket-stale = { $who } a modifié ce billet pendant que vous le regardiez. Ce qui est nouveau est marqué ci-dessous, et ce que vous avez écrit est toujours là : regardez, puis envoyez de nouveau.
    .program = { $who } a modifié ce billet après la version que vous avez envoyée; rien n’a donc été fait. Relisez le billet, et envoyez votre modification avec sa nouvelle version.
ticket-stale-by-the-desk = Watchdesk a modifié ce billet pendant que vous le regardiez. Ce qui est nouveau est marqué ci-dessous, et ce que vous avez écrit est toujours là : regardez, puis envoyez de nouveau.
    .program = Watchdesk a modifié ce billet après la version que vous avez envoyée; rien n’a donc été fait. Relisez le billet, et envoyez votre modification avec sa nouvelle version.
ticket-already-escalated = Ce billet est déjà en escalade.
ticket-is-closed = Ce billet est fermé. Rouvrez-le d’abord.
ticket-no-lead = Vous n’avez pas de chef d’équipe pour une escalade. Demandez à un administrateur de vous en nommer un.
ticket-name-a-lead = Watchdesk n’a pas de chef d’équipe. Nommez la personne à qui va l’escalade.
ticket-cannot-escalate-to = Cette personne ne peut pas recevoir d’escalade : elle est partie ou ne traite pas les demandes. Nommez-en une autre.
ticket-opened-by-people = L’échéance d’une demande dépend des heures de la personne qui l’ouvre, et Watchdesk n’en a pas. Une personne doit l’ouvrir.
ticket-no-call-centre = Vous ne travaillez dans aucun centre d’appels; il n’y a donc pas d’heures pour fixer une échéance. Demandez à un administrateur de vous en nommer un.
ticket-reason-needed = Veuillez dire ce que le billet attend.
ticket-reason-unfitting = Ce motif ne va pas avec ce statut.
ticket-reason-gone = Ce motif n’est plus offert. Choisissez-en un autre.
    .program = Ce motif n’est pas offert. GET /tickets/…/editor donne ceux qui le sont.
ticket-nothing-to-do = Veuillez écrire un commentaire, ajouter un fichier ou choisir un autre statut.
ticket-party-choose = Veuillez d’abord trouver le distributeur, puis appuyer sur + à côté de son nom.
    .program = Donnez l’identifiant du distributeur dans `party`, ou dites `prospect` pour quelqu’un qui n’est pas inscrit.
ticket-party-gone = Ce distributeur n’existe pas. Trouvez le bon, puis appuyez sur + à côté de son nom.
    .program = Aucun distributeur n’a cet identifiant. Cherchez-le à /parties.
ticket-party-or-prospect = Un client non inscrit n’est pas un distributeur : nommez l’un des deux.
ticket-type-choose = Veuillez choisir de quoi il s’agit.
ticket-details-needed = « Autre » demande quelques mots, pour que la liste des types puisse s’enrichir.
new-ticket-hour = Avant une certaine heure de ce jour-là
ticket-hour-unreadable = Veuillez donner une heure comme 15:30, ou laissez le champ vide : l’échéance est alors à la fermeture.
ticket-due-choose = Veuillez choisir l’échéance : aujourd’hui, ou dans 1, 2 ou 3 jours ouvrables.
ticket-is-not-escalated = Aucune escalade n’est en cours ici. Ajoutez plutôt un commentaire.
ticket-nobody-to-send-back-to = Il n’y a plus personne à qui le renvoyer. Confiez-le plutôt à un collègue.
ticket-comes-back-to-you = Il vous reviendrait. Ajoutez un commentaire, ou mettez fin à l’escalade si aucune réponse n’est plus nécessaire.
ticket-assignee-choose = Veuillez écrire à qui le confier : un nom d’utilisateur comme CA-mchen.
ticket-assignee-unknown = Personne de ce nom ne traite les demandes. Choisissez quelqu’un de la liste.
ticket-has-it-already = Il est déjà confié à { $name }.
ticket-owes-nothing = Il n’y a ici aucune échéance à déplacer.
ticket-due-choose-again = Veuillez choisir la nouvelle échéance : l’un des boutons, ou un jour ultérieur.
ticket-due-same = C’est déjà son échéance. Choisissez un autre moment.
ticket-because-needed = Veuillez dire pourquoi elle est déplacée : des collègues le liront.
ticket-day-unreadable = Veuillez écrire le jour sous la forme année, mois et jour, comme 2026-12-04.
ticket-day-past = Ce jour est passé. Choisissez aujourd’hui ou un jour ultérieur.
ticket-day-closed = Il n’y a pas d’heures d’ouverture ce jour-là. Choisissez-en un autre.
ticket-day-too-far = C’est dans plus d’un an. Choisissez un jour plus proche.
ticket-type-same = Il a déjà ce type. Choisissez-en un autre.
ticket-party-number-needed = Veuillez écrire le numéro, le nom ou le téléphone du bon client.
ticket-party-unknown = Personne n’a ce numéro, ce nom ni ce téléphone. Cherchez-le sous Distributeurs, puis écrivez son numéro ici.
ticket-party-unclear = Trop de noms contiennent ces mots pour savoir qui est visé. Écrivez le numéro, ou une plus grande partie du nom.
ticket-party-several = { $more ->
    [0] Plusieurs correspondent : { $names }. Écrivez le numéro du bon.
   *[other] Plusieurs correspondent : { $names }, et d’autres. Écrivez une plus grande partie du nom, ou le numéro du bon.
 }
ticket-others-of-prospect = Seuls les billets d’un client non inscrit se déplacent ensemble. Décochez cette case pour déplacer celui-ci seul.
ticket-party-same = Il est déjà au nom de ce client.
ticket-escalate-choose = Veuillez dire s’il faut votre chef d’équipe : oui ou non.

## A new inquiry

new-ticket = Nouveau billet
new-ticket-title = Nouveau billet pour { $name }
new-ticket-for = Nouveau billet pour
new-ticket-for-prospect = Nouveau billet, client non inscrit
new-ticket-prospect-name = Nom
new-ticket-prospect-help = Notez qui fait la demande. Quand cette personne sera importée avec la même adresse de courriel, ou avec le même téléphone et le même nom, ses billets passeront d’eux-mêmes au nouveau distributeur.
new-ticket-restored = Ce texte a été écrit plus tôt ({ $moment }) et n’a pas été envoyé. Est-ce un autre appel?
new-ticket-unsent = Reprendre le texte écrit { $moment }
new-ticket-was-sent = Vous avez déjà envoyé ce formulaire : c’est le billet { $number }. L’envoyer tel quel ne crée pas un deuxième billet.
new-ticket-sent = Le billet { $number } a déjà été créé avec ce formulaire, dont le contenu était différent. Si ceci est une autre demande, envoyez-la de nouveau; sinon, corrigez le billet { $number }.
new-ticket-afresh = Commencer avec un formulaire vide
new-ticket-on-file = Au dossier :
new-ticket-type = Type
new-ticket-type-choose = Choisir…
new-ticket-type-none = Aucun type ne correspond. Prenez Autre.
new-ticket-details = Quelle est la nature de la demande?
new-ticket-what = Que s’est-il passé?
new-ticket-what-hint = La première ligne devient l’objet.
new-ticket-today = Aujourd’hui
new-ticket-days = { $count ->
    [one] { $count } jour ouvrable
   *[other] { $count } jours ouvrables
 }
new-ticket-escalate = Faut-il une escalade?
new-ticket-escalate-yes = Oui, à { $name }
new-ticket-lead-away = { $name } s’absente jusqu’au { $date }, et personne ne prend la relève : une escalade attendra son retour.
new-ticket-escalate-nobody = Oui (vous n’avez pas de chef d’équipe)
new-ticket-escalate-no = Non, c’est pour mon suivi
new-ticket-why = Pourquoi?
new-ticket-submit = Envoyer
new-ticket-starts-as = Statut de départ
new-ticket-others = Ouverts pour ce client
new-ticket-others-all = Tous, dans la liste de travail
new-ticket-others-none = Rien d’autre n’est ouvert.

new-ticket-whom = De qui s’agit-il?
new-ticket-find = Trouver le distributeur

## The receipt

receipt-title = Billet créé
receipt-for = pour
receipt-again = Ce formulaire avait déjà été envoyé : c’est le billet { $name }, et aucun autre n’a été créé.
receipt-copy = Copier
receipt-copied = Copié
receipt-subject = Objet
receipt-with = Responsable
receipt-escalated = en escalade
receipt-another = Autre billet pour ce client
receipt-open = Ouvrir le billet { $number }
receipt-find = Trouver un autre distributeur

## Deadlines

due-near = bientôt, { $left }
due-overdue = retard de { $span }
due-overdue-since = retard depuis { $moment }
due-weekday = { $weekday } { $time }
due-over = fermé
due-none = sans échéance
due-moved = déplacée { $count }×
due-today = aujourd’hui { $time }
due-why = pourquoi
due-why-unseen = le billet { $number } a cette échéance
due-closed-holiday = Fermé aujourd’hui : { $name }.
due-closed-weekend = Fermé aujourd’hui : fin de semaine.
due-closed-no-hours = Fermé aujourd’hui.
due-after-closing = Fermé pour aujourd’hui, depuis { $closed }.
due-hour-passed = Il est passé { $hour }.
due-hour-outside = { $hour } est hors des heures d’ouverture de ce jour-là, de { $opens } à { $closes }.
due-beyond-horizon = Il n’y a pas d’heures d’ouverture d’ici { $years ->
    [one] { $years } an
   *[other] { $years } ans
 }. Veuillez faire vérifier le calendrier.
why-title = Pourquoi le billet { $number } a cette échéance
why-due = Échéance : { $moment }
why-version = Version { $version } du calendrier.
why-same-day = Le jour même, selon les heures du fuseau { $zone }.
why-days = { $days ->
    [one] { $days } jour ouvrable
   *[other] { $days } jours ouvrables
 }, selon les heures du fuseau { $zone }.
why-time = { $span } en heures ouvrables, selon le fuseau { $zone }.
why-hours = { $weekday } { $date }, de { $from } à { $until }
why-hours-short = { $weekday } { $date }, de { $from } à { $until } ({ $name })
why-shut = { $hours } : { $when }
why-before-opening = avant l’ouverture
why-break = pause
why-after-closing = après la fermeture
why-weekend = { $weekday } { $date } : fin de semaine
why-no-hours = { $weekday } { $date } : fermé
why-holiday = { $weekday } { $date } : { $name }
why-clock-change = { $date } : l’heure a changé de { $minutes } min
why-paused = Le compte était suspendu
why-condensed = { $first } au { $last } : { $days ->
    [one] { $days } jour ouvert
   *[other] { $days } jours ouverts
 }
why-not-counted = non compté
why-day-begun = création
why-day-counted = jour { $nth }

## The types that come with the desk, by their English names and descriptions. One with another name is said as it is written.

type-complaint = Plainte
type-account-block = Compte bloqué
type-order-status = État de commande
type-change-or-cancel-order = Modifier ou annuler une commande
type-refund-or-credit = Remboursement ou crédit
type-billing = Facturation
type-website-or-log-in = Site Web ou connexion
type-return = Retour
type-commission = Commission
type-enrolment = Inscription
type-account-change = Changement au compte
type-product = Produit
type-promotion = Promotion
type-tax-slip = Feuillet fiscal
type-other = Autre
type-about-a-customer-is-unhappy-and-says-so = Un client est mécontent et le dit
type-about-an-account-is-blocked-or-should-be = Un compte est bloqué ou devrait l’être
type-about-where-is-my-order = Où est ma commande
type-about-an-order-must-change-or-stop = Une commande doit changer ou s’arrêter
type-about-money-back-or-a-credit-note = Argent rendu ou note de crédit
type-about-a-question-about-an-invoice-or-payment = Une question sur une facture ou un paiement
type-about-the-web-site-or-the-account-log-in-fails = Le site Web ou l’accès au compte ne fonctionne pas
type-about-goods-come-back = De la marchandise revient
type-about-a-distributor-asks-about-commission = Un distributeur s’informe de sa commission
type-about-somebody-joins-or-should = Quelqu’un s’inscrit ou devrait le faire
type-about-name--address-or-bank-details-change = Le nom, l’adresse ou les coordonnées bancaires changent
type-about-a-question-about-a-product = Une question sur un produit
type-about-a-question-about-an-offer = Une question sur une offre
type-about-a-tax-form-is-missing-or-wrong = Un feuillet fiscal manque ou est erroné
type-about-anything-else--in-words = Toute autre chose, en mots
type-words-unhappy-angry-dissatisfied = mécontent fâché insatisfait plainte réclamation unhappy angry dissatisfied
type-words-locked-hold-suspended = bloqué verrouillé suspendu gel locked hold suspended
type-words-where-tracking-shipped-delivery-late = où suivi repérage expédié livraison retard where tracking shipped delivery late
type-words-cancel-modify-amend-stop = annuler modifier changer arrêter cancel modify amend stop
type-words-refund-credit-money-back-chargeback = remboursement crédit argent rétrofacturation refund credit money back chargeback
type-words-invoice-payment-charge-card = facture paiement carte frais invoice payment charge card
type-words-password-website-login-portal = mot de passe site connexion session portail password website login portal
type-words-return-rma-send-back-damaged = retour renvoyer endommagé brisé return rma send back damaged
type-words-bonus-payout-commission = prime versement commission bonus payout commission
type-words-join-enroll-signup-new-distributor = inscrire adhérer nouveau distributeur join enroll signup new distributor
type-words-address-name-bank-update = adresse nom banque coordonnées address name bank update
type-words-item-ingredient-usage-stock = article ingrédient utilisation stock item ingredient usage stock
type-words-offer-discount-coupon-campaign = offre rabais coupon campagne offer discount coupon campaign
type-words-tax-slip-t4a-1099 = impôt feuillet relevé t4a tax slip t4a 1099
type-words-other = autre other

ticket-why-of-escalation = Seule une escalade a un motif. Dites « yes » dans « escalate », ou enlevez-le.
ticket-assignee-nobody = Une demande est toujours entre les mains de quelqu’un. Nommez qui doit l’avoir; pour la rendre, nommez qui l’a ouverte.
ticket-due-or-day = Ou bien « due », ou bien « day » donne l’échéance. Enlevez l’un des deux.

ticket-did-free = { $who } a libéré le billet; { $from } n’est plus là, et personne ne l’a
