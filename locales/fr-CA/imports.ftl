### Importer des distributeurs dans le navigateur : un fichier, ce qu’il en serait, et ce qu’il en est.

imports-title = Importations
imports-where = Où vous êtes
imports-lede = Importez des distributeurs d’un fichier CSV ou d’un classeur Excel. Vous voyez ce qui changerait avant que rien ne change vraiment.
imports-file = Fichier
imports-file-hint = CSV ou Excel (.xlsx), au plus { $megabytes } Mo. La première ligne est un en-tête; chaque ligne a besoin d’un numéro et d’un nom.
imports-look = Voir ce qui changerait
imports-look-hint = Rien n’est encore importé.
imports-last = Dernières importations
imports-none = Rien n’a encore été importé. Choisissez un fichier ci-dessus.
imports-one-title = Importation du fichier { $file }
imports-preview-title = Ce qui changerait
imports-would = { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
 } : { $added } à ajouter, { $changed } à modifier, { $unchanged } sans changement.
imports-unsound = Rien ne peut encore être importé. Choisissez d’autres colonnes ci-dessous, ou corrigez le fichier et choisissez-le de nouveau.
imports-refused = Ce qui l’empêche
imports-would-attach = { $count ->
    [one] Un nouveau distributeur est connu comme « non inscrit »; ses billets suivront.
   *[other] { $count } nouveaux distributeurs sont connus comme « non inscrits »; leurs billets suivront.
 }
imports-stale = Le résultat ne serait plus celui que vous avez vu : les distributeurs ou les colonnes ont changé depuis. Rien n’a été importé. Voyez ci-dessous ce qu’il en serait maintenant.
    .program = Le résultat ne serait plus celui que vous avez vu. Rien n’a été importé. Demandez de nouveau l’aperçu, et envoyez son « seen ».
imports-listed-added = Nouveaux
imports-listed-changed = Modifiés
imports-listed-doubts = Laissés tels quels
imports-listed-line = ligne { $line }
imports-listed-more = { $count ->
    [one] Et { $count } autre.
   *[other] Et { $count } autres.
 }
imports-hides-from = Seules les personnes qui peuvent chercher des distributeurs voient les valeurs actuelles.
imports-doubts-hidden = { $count ->
    [one] Dans { $count } cas, quelqu’un qui n’est pas dans le système pourrait être visé, et serait laissé tel quel. Seules les personnes qui peuvent chercher des distributeurs voient de qui il s’agit.
   *[other] Dans { $count } cas, quelqu’un qui n’est pas dans le système pourrait être visé, et serait laissé tel quel. Seules les personnes qui peuvent chercher des distributeurs voient de qui il s’agit.
 }
imports-cell-nothing = rien
imports-cell-becomes = devient
imports-columns = Les colonnes du fichier
imports-column-header = Colonne
imports-column-says = Contenu
imports-column-samples = Dans les premières lignes
imports-column-of = Ce que contient la colonne { $header }
imports-column-unused = ne sert pas
imports-column-status = Statut
imports-column-warning = Avertissement
imports-column-unknown = « { $word } » n’est rien qu’une colonne puisse contenir. Choisissez parmi number, name, region, contact, email, phone, language, status et warning.
imports-start = { $rows ->
    [one] Importer { $rows } ligne
   *[other] Importer { $rows } lignes
 }
imports-look-again = Voir de nouveau
imports-other-file = Choisir un autre fichier
imports-reading = { $rows ->
    [one] { $rows } ligne est en lecture.
   *[other] { $rows } lignes sont en lecture.
 }
imports-applying = { $done } lignes sur { $rows } sont faites.
imports-done = { $rows ->
    [one] { $rows } ligne importée
   *[other] { $rows } lignes importées
 }; ajoutés : { $added }, modifiés : { $changed }, inchangés : { $unchanged }.
imports-progress = Avancement
imports-leave = Vous pouvez quitter cette page; l’importation continue.
imports-another = Importer un autre fichier
imports-file-choose = Veuillez choisir un fichier.
    .program = Envoyez le fichier dans un formulaire avec un champ `file`, ou comme corps avec son nom dans la requête.
imports-file-empty = Ce fichier est vide. Choisissez-en un autre.
imports-file-too-large = Au plus { $megabytes } Mo peuvent être lus. Divisez le fichier.
imports-file-one = Un seul fichier à la fois, s’il vous plaît.
imports-file-gone = Le fichier est resté ici plus d’un jour et n’y est plus. Veuillez le choisir de nouveau.
parties-import-column-twice = La colonne { $column } contient ce qu’une autre contient déjà. Choisissez l’une des deux.
parties-import-columns-more = Le fichier n’a que { $there } colonnes.
imports-refused-save = Les lignes refusées en fichier, chacune avec son numéro et la raison. Corrigées, elles retournent dans le fichier entier, dont rien n’est encore importé.
imports-refused-file = { $file } refusées
imports-refused-line = Ligne
imports-refused-reason = Raison
imports-failed-gone = Rien n’a été importé : le fichier est resté ici plus d’un jour sans pouvoir être lu. Veuillez le choisir de nouveau.
imports-failed-refused = Rien n’a été importé : au moment de la lecture, une ligne a été refusée. Choisissez de nouveau le fichier et voyez ce qu’il en serait.
imports-failed-stale = Le résultat ne serait plus celui que vous avez vu : au moment de la lecture, des distributeurs avaient changé. Rien n’a été importé. Choisissez de nouveau le fichier et voyez ce qu’il en serait.
imports-failed-broken = Rien n’a été importé : chaque tentative a échoué, et l’importation a été abandonnée. Choisissez de nouveau le fichier; si cela échoue encore, avertissez les responsables de Watchdesk.
parties-import-doubt-hidden = Ligne { $line } ({ $number }) : quelqu’un qui n’est pas dans le système pourrait être visé. Les personnes qui peuvent chercher des distributeurs voient de qui il s’agit.
