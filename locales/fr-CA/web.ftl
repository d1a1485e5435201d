# What the frame around every page says, and what is said of requests that cannot be read.

web-product = Watchdesk
web-skip = Aller au contenu
web-nav = Principale
web-jump = Aller à un numéro de billet
web-jump-example = Aller au #10482
web-account = , compte
web-theme = Apparence
web-theme-system = Système
web-theme-light = Clair
web-theme-dark = Sombre
web-sign-out = Fermer la session
web-close = Fermer
web-offline = Pas de connexion. Ce que vous avez écrit est toujours là; réessayez.
web-failed = Cela n’a pas fonctionné. Ce que vous avez écrit est toujours là; réessayez.
web-draft-unkept = Ce que vous écrivez ici n’a pas pu être gardé. Envoyez-le bientôt, ou copiez-le ailleurs.
web-busy = Envoi…

web-keys = Touches
web-keys-on = Les touches seules sont actives
web-keys-rest = Les touches sont inactives pendant que vous écrivez. Aucune ne modifie un billet : elles vous y mènent seulement.
web-key-move = Ligne suivante, précédente
web-key-open = Ouvrir le billet
web-key-beside = Sur un billet : le suivant, le précédent de la liste
web-key-status = Au commentaire et au statut
web-key-note = Écrire un commentaire
web-key-lead = À l’escalade
web-key-take = À « Commencer le travail »
web-key-assign = Responsable, échéance et plus
web-key-search = Chercher
web-key-filter = Autres filtres
web-key-jump = Aller à un billet
web-key-submit = Envoyer
web-key-help = Ces touches
web-key-leave = Fermer, quitter un champ

web-failure-title = Cela n’a pas fonctionné
web-failure-title-not-seen = Il n’y a rien ici, ou ce n’est pas pour vous
web-failure-title-broken = Quelque chose s’est brisé de notre côté
web-failure-request = Donnez ce numéro à votre administrateur, qui retrouvera l’erreur : { $request }. Vous pouvez réessayer sans risque dans une minute.
web-failure-again = Réessayer
web-problem-sign-in = Ouvrez une session (dans un nouvel onglet), puis envoyez de nouveau : ce que vous avez écrit est toujours là.
web-failure-home = Aller à la première page
web-failure-code = { $status } · requête

web-broken = L’erreur a été notée.
web-too-slow = C’était trop long et a été abandonné.
web-too-many = Trop d’essais. Veuillez attendre { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
 } et réessayer.
web-bad-request = La requête n’a pas pu être comprise.
web-method-not-allowed = Cette adresse ne s’utilise pas de cette façon.
web-no-such-part = Il y en a moins que ce que vous avez demandé.
web-other-site = Cette requête venait d’un autre site; elle n’a donc pas été exécutée. Veuillez ouvrir la page ici et réessayer.

web-body-unsupported = Envoyez un formulaire (application/x-www-form-urlencoded) ou du JSON (application/json).
web-body-too-large = C’est plus gros que ce qui est accepté ici.
web-upload-too-large = C’est plus gros que ce qui est accepté ici : au plus { $megabytes } Mo. Envoyez-en moins à la fois.
web-file-too-large = Ce fichier est trop gros : la limite est de { $megabytes } Mo.
web-file-empty = Ce fichier est vide. Choisissez-en un autre.
web-body-broken = La requête s’est interrompue avant la fin.
web-body-nul = Le texte contient un caractère NUL, qui ne peut pas être conservé. Veuillez l’enlever.
web-form-broken = Le formulaire n’a pas pu être lu : ce n’est pas de l’UTF-8 valide, ou il a trop de champs.
web-json-broken = Le JSON est mal formé à la ligne { $line }, colonne { $column }. Ce doit être un seul objet.
web-field-missing = Il manque le champ « { $field } ».
web-field-twice = Le champ « { $field } » a été donné plus d’une fois.
web-field-wrong = Le champ « { $field } » n’a pas la forme attendue.
web-complaint-elsewhere = { $field } : { $text }
web-request-key = La clé de la requête doit être un UUID.
request-key-reused = Ceci a déjà été envoyé avec un autre contenu. Veuillez recharger la page, puis envoyer.
    .program = Cette clé de requête a déjà servi avec un autre contenu. Envoyez une nouvelle clé avec ce qui est nouveau; la même clé ne répond qu’à la même requête.
request-key-answered = Ceci a déjà été fait, avant la mise à jour de Watchdesk. Veuillez recharger la page pour voir ce qu’il en est.
    .program = Cette clé de requête a servi avant la mise à jour de Watchdesk, et ce qu’elle demandait est fait. Demandez ce qu’il en est.

web-field-unknown = Il n’y a pas ici de champ « { $name } ». Il y a : { $known }.
web-field-unknown-none = Aucun champ n’est attendu ici. Enlevez « { $name } ».
web-word-unknown = On ne peut pas demander « { $name } » à cette adresse. On peut demander : { $known }.
web-word-unknown-none = On ne peut rien demander de particulier à cette adresse. Enlevez « { $name } ».

web-own-account = Votre compte
