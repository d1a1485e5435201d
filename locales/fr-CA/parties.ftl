### Distributors and customers: finding one, bringing them in from a file.

## The distributor dashboard

parties-nav = Distributeurs
parties-title = Distributeurs
parties-lede = Trouvez qui appelle, puis appuyez sur + pour noter ce qui s’est passé.
parties-finder = Trouver un distributeur
parties-number = Numéro
parties-name = Nom
parties-number-hint = Numéro ou téléphone
parties-name-hint = Mots, dans n’importe quel ordre
parties-find = Trouver
parties-found = Distributeurs trouvés
parties-column-region = Région
parties-column-contact = Contact
parties-column-language = Langue
parties-column-tickets = Billets
parties-new-ticket = Nouveau billet
parties-new-ticket-for = Nouveau billet pour { $number } { $name }
parties-open = { $count ->
    [one] { $count } ouvert
   *[other] { $count } ouverts
 }
parties-open-none = aucun ouvert
parties-inactive = Inactif
parties-prospect = Non inscrit
parties-otherwise = Pas dans cette liste?
parties-stranger = Nouveau billet pour un client non inscrit
parties-count = { $count ->
    [one] { $count } distributeur trouvé
   *[other] { $count } distributeurs trouvés
 }
parties-first = Les { $count } premiers. Écrivez-en plus pour préciser.
parties-nothing = Aucun distributeur ne correspond à « { $asked } »
parties-nothing-help = Essayez une autre orthographe ou moins de lettres : le début d’un mot du nom suffit, tout comme les premiers chiffres du numéro ou les quatre derniers du téléphone. Les accents et les apostrophes ne comptent pas.
parties-nothing-for-both = Personne ne correspond aux deux champs. Videz-en un, ou essayez-y une autre orthographe ou moins de lettres.
parties-nothing-stranger = Pas encore distributeur? Notez l’appel quand même; le billet lui reviendra dès son inscription.
parties-clear = Vider tous les champs
parties-none = Il n’y a pas encore de distributeurs
parties-none-help = Un administrateur les importe d’un classeur Excel ou d’un fichier CSV : sous « À faire d’abord », ou sur la machine où tourne Watchdesk :

## The card of a distributor

party-contact = Contact
party-phone = Téléphone
party-email = Courriel
party-region = Région
party-language = Langue
party-phone-wrong = Ce n’est pas un numéro de téléphone : il faut au moins sept chiffres, et rien qui ne se compose pas, sauf un poste.
party-email-wrong = Ce n’est pas une adresse de courriel.

## Bringing them in from a file

parties-import-done = { $file } : { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
 }. Distributeurs ajoutés : { $added }, modifiés : { $changed }, inchangés : { $unchanged }.
parties-import-attached = { $count ->
    [one] { $count } de ces ajouts était connu comme « non inscrit »; les billets sont maintenant à son nom.
   *[other] { $count } de ces ajouts étaient connus comme « non inscrits »; les billets sont maintenant à leur nom.
 }
parties-import-doubt-name = Ligne { $line }, { $name } ({ $number }) : « { $known } », non inscrit, a le même nom, mais ni le même courriel ni le même numéro de téléphone. Ses billets restent où ils sont; corrigez-les sur la page du billet, sous « Modifier ».
parties-import-doubt-twice = Ligne { $line }, { $name } ({ $number }) : c’est peut-être « { $known } », non inscrit, mais une autre ligne de ce fichier peut l’être aussi. Ses billets restent où ils sont; corrigez-les sur la page du billet, sous « Modifier ».
parties-import-doubt-taken = Ligne { $line }, { $name } ({ $number }) : c’est peut-être « { $known } », non inscrit, mais un distributeur déjà présent a le même courriel ou le même numéro de téléphone. Ses billets restent où ils sont; corrigez-les sur la page du billet, sous « Modifier ».
parties-import-doubt-several = Ligne { $line }, { $name } ({ $number }) : c’est peut-être « { $known } », non inscrit, mais d’autres ont le même courriel ou le même numéro de téléphone. Ses billets restent où ils sont; corrigez-les sur la page du billet, sous « Modifier ».
parties-import-doubts-more = { $count ->
    [one] Et { $count } autre de ce genre.
   *[other] Et { $count } autres de ce genre.
 }
parties-import-ignored = Ces colonnes n’ont pas servi : { $columns }.
parties-import-no-number = Il n’y a pas de colonne de numéros. Son en-tête devrait être « Numéro » ou « Numéro de client ». Le fichier a : { $found }.
parties-import-no-name = Il n’y a pas de colonne de noms. Son en-tête devrait être « Nom » ou « Raison sociale ». Le fichier a : { $found }.
parties-import-no-rows = Il n’y a aucune ligne sous l’en-tête.
parties-import-empty = Ligne { $line }, colonne { $column } : c’est vide. Chaque distributeur a un numéro et un nom.
parties-import-too-long = Ligne { $line }, colonne { $column } : au plus { $max } caractères. Il y en a { $count }.
parties-import-control = Ligne { $line }, colonne { $column } : il y a un caractère de commande invisible ({ $code }).
parties-import-email = Ligne { $line }, colonne { $column } : « { $value } » n’est pas une adresse de courriel.
parties-import-phone = Ligne { $line }, colonne { $column } : « { $value } » n’est pas un numéro de téléphone.
parties-import-status = Ligne { $line }, colonne { $column } : « { $value } » n’est pas un statut. Écrivez « actif » ou « inactif ».
parties-import-twice = Ligne { $line }, colonne { $column } : le numéro { $number } est déjà à la ligne { $first }.
parties-import-rest = Et { $count } de plus. Rien n’a été importé.
parties-import-swept = Cette importation a tant duré qu’elle a été abandonnée. Rien n’a été importé; veuillez réessayer.

party-prospect-only = Cela se dit d’un client non inscrit. Enlevez-le, ou indiquez « prospect » et ne nommez aucun distributeur.
