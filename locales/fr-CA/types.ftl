
# The types of inquiries: their list, the form of one, files of them, and the review.

types-nav = Types de demande
types-title = Types de demande
types-new = Nouveau type
types-one-title = { $name }
types-review = Révision
types-reviewed = Dernière révision le { $date } par { $name }.
types-never-reviewed = Pas encore révisé.

## The list

types-order = Ordre
types-name = Nom
types-group = Groupe
types-description = Description
types-search-words = Mots de recherche
types-due-days = Jours d’échéance
types-usual-due = Échéance habituelle
types-due = { $days ->
    [0] Le jour même
    [one] { $days } jour ouvrable
   *[other] { $days } jours ouvrables
 }
types-tickets = 90 derniers jours
types-count = { $count ->
    [one] { $count } billet
   *[other] { $count } billets
 }
types-count-none = Aucun
types-found-by = Trouvé par
types-last = Dernier
types-edit = Modifier
types-edit-one = Modifier { $name }
types-up = Monter { $name }
types-down = Descendre { $name }
types-moved = Déplacé : { $name }.
types-retired-title = Retirés
types-retired-note = Les anciens billets les gardent. Ils ne sont plus offerts aux nouvelles demandes.
types-back = Rétablir
types-retired = Le type { $name } est retiré. Les billets qui l’ont le gardent.
types-restored = Le type { $name } est rétabli, à la suite des autres.

## One type

types-spoken = Fourni avec Watchdesk : chacun le lit dans sa langue (pour vous, « { $name } ») tant que vous ne lui donnez pas un autre nom.
types-group-hint = Le formulaire d’une nouvelle demande réunit les types d’un même groupe. Laissez le champ vide si la liste est courte.
types-description-hint = Ce qu’il couvre, en une phrase. Elle apparaît sous le nom pendant le choix.
types-search-words-hint = Mots qui font trouver ce type pendant la saisie, séparés par des espaces.
types-save = Enregistrer
types-add = Ajouter le type
types-cancel = Annuler
types-added = Ajouté : { $name }.
types-changed = Enregistré : { $name }.
types-is-retired = Retiré
types-retire-title = Retirer ce type
types-retire-note = { $count ->
    [0] Il ne sera plus offert aux nouvelles demandes. Il peut être rétabli à tout moment.
    [one] Il ne sera plus offert aux nouvelles demandes. Le billet qui l’a le garde, et il peut être rétabli à tout moment.
   *[other] Il ne sera plus offert aux nouvelles demandes. Les { $count } billets des 90 derniers jours, et les plus anciens, le gardent. Il peut être rétabli à tout moment.
 }
types-retire = Retirer
types-back-title = Rétablir ce type
types-back-note = Il sera de nouveau offert aux nouvelles demandes, à la suite des autres types.
types-other-note = Ce type existe partout, toujours en dernier : il demande les détails en mots. Il ne peut pas être retiré.

types-due-wrong = Choisissez le jour même, ou au plus { $most } jours ouvrables.
types-name-taken = « { $name } » a déjà ce nom. Choisissez-en un autre, ou modifiez ce type.
types-name-retired = « { $name } » est retiré. Rétablissez-le plutôt, ou choisissez un autre nom.
types-too-many = Une liste a au plus { $most } types. Retirez-en d’abord un.
types-stale = Quelqu’un a modifié ce type depuis que vous l’avez ouvert. Ce que vous avez écrit est toujours là : comparez, puis enregistrez de nouveau.
    .program = Quelqu’un a modifié ce type depuis que vous l’avez lu. Relisez-le, puis envoyez sa version actuelle.
types-other-stays = « Autre » est toujours en dernier et ne peut pas être retiré.
types-retired-has-no-place = Ce type est retiré; il n’a donc pas de place dans la liste. Rétablissez-le d’abord.

## Files

types-files = En fichier
types-files-note = Modifiez la liste dans Excel et importez-la de nouveau. Vous voyez ce qui changerait avant que rien ne change.
types-export-xlsx = Enregistrer en classeur Excel
types-export-csv = Enregistrer en CSV
types-file-name = Types de demande { $date }
types-file = Classeur Excel ou fichier CSV
types-preview = Montrer ce qui changerait
types-preview-title = Ce que le fichier changerait
types-preview-lede = Rien n’est encore changé.
types-bad-title = { $count ->
    [one] { $count } ligne illisible
   *[other] { $count } lignes illisibles
 }
types-bad-note = Corrigez-les dans le fichier et choisissez-le de nouveau. D’ici là, rien ne peut être importé.
types-same = Le fichier dit la même chose que la liste
types-same-note = { $count ->
    [one] { $count } type est inchangé. Il n’y a rien à importer.
   *[other] { $count } types sont inchangés. Il n’y a rien à importer.
 }
types-to-list = Retour à la liste
types-new-names = { $count ->
    [one] { $count } nouveau nom
   *[other] { $count } nouveaux noms
 }
types-new-names-note = Dites lesquels sont de nouveaux types, et lesquels sont d’autres noms pour des types existants : leurs billets montreront alors le nouveau nom.
types-line = Ligne { $line }
types-is-new = Un nouveau type
types-new-name-of = Nouveau nom pour « { $name } »
types-changed-title = { $count ->
    [one] { $count } type change
   *[other] { $count } types changent
 }
types-nothing = rien
types-becomes = devient
types-restored-title = { $count ->
    [one] { $count } type retiré est rétabli
   *[other] { $count } types retirés sont rétablis
 }
types-missing-title = { $count ->
    [one] { $count } type manque dans le fichier
   *[other] { $count } types manquent dans le fichier
 }
types-retire-missing = Retirer ce qui manque, sauf si un nom ci-dessus le remplace
types-is-reordered = Les types prennent l’ordre du fichier.
types-unchanged = { $count ->
    [one] { $count } type reste tel quel.
   *[other] { $count } types restent tels quels.
 }
types-import = Changer la liste
types-imported = La liste est changée : { $name }
types-import-counts = ajoutés : { $added }, modifiés : { $changed }, renommés : { $renamed }, rétablis : { $restored }, retirés : { $retired }.
types-list-stale = Quelqu’un a changé la liste depuis que vous l’avez vue. Voici ce que le fichier changerait maintenant; veuillez regarder de nouveau, puis confirmer.
    .program = La liste a changé depuis cet aperçu. Demandez-en un nouveau, puis importez avec sa version.
types-import-no-name = Il n’y a pas de colonne de noms. Son en-tête devrait être « Nom » ou « Type de demande ». Le fichier a : { $found }.
types-import-no-rows = Il n’y a aucune ligne sous l’en-tête; tous les types seraient donc retirés. Rien n’a été changé.
types-import-too-many = Le fichier a plus de types qu’une liste ne peut en avoir : au plus { $most }, avec « Autre ».
types-import-ignored = Ces colonnes n’ont pas servi : { $columns }.
types-import-empty = Ligne { $line }, colonne { $column } : c’est vide. Chaque type a un nom.
types-import-too-long = Ligne { $line }, colonne { $column } : au plus { $max } caractères. Il y en a { $count }.
types-import-control = Ligne { $line }, colonne { $column } : il y a un caractère de commande invisible ({ $code }).
types-import-due = Ligne { $line }, colonne { $column } : « { $value } » n’est pas une échéance. Écrivez 0 pour le jour même, 1, 2 ou 3.
types-import-twice = Ligne { $line } : « { $name } » est déjà à la ligne { $first }.
types-import-rename = Ce que la ligne { $line } renomme ne manque plus dans le fichier, ou a un autre nouveau nom. Veuillez choisir de nouveau.
types-import-renames-wrong = Il faut ici une ligne et l’identifiant d’un type, comme « 7=3 », ou « 7= » pour un nouveau type.

## The review

types-review-title = Révision des types de demande
types-mark = Marquer comme révisé
types-marked = C’est noté : vous avez révisé la liste.
types-uses = Depuis le { $date }, et les 90 jours d’avant
types-before = 90 jours avant
types-trend = Écart
types-more = { $more } de plus
types-fewer = { $fewer } de moins
types-as-many = autant
types-idle = Inutilisé
types-said-title = Ce que « Autre » a dit depuis 90 jours
types-said-none = Personne n’a choisi « Autre » : la liste a un type pour tout.
types-said-note = Ce qui revient souvent mérite son propre type.
types-said-more = { $count ->
    [one] Et { $count } autre chose dite.
   *[other] Et { $count } autres choses dites.
 }
types-said-hidden = Ce que les clients ont demandé est pour les personnes qui traitent les demandes. Les nombres ci-dessous sont aussi pour vous.
types-promote = En faire un type
types-promote-note = Chaque billet « Autre » qui dit cela reçoit le nouveau type, les anciens aussi. Leur historique garde ce qu’ils disaient.
types-promote-do = Créer le type
types-new-type-name = Nom du nouveau type
types-promoted = { $name } est maintenant un type. Les billets qui le disaient le reçoivent dans un instant.
types-nobody-said = Aucun billet « Autre » n’a dit cela depuis 90 jours.
field-description = Description
field-due-days = Échéance habituelle
field-group = Groupe
field-renames = Nouveaux noms
field-said = Ce qui a été dit
field-search-words = Mots de recherche
