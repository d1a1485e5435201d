### What the platform itself says: general refusals, input, time, spreadsheets. No business word stands here.

## General refusals

refusal-sign-in-first = Veuillez d’abord ouvrir une session.
refusal-forbidden = Votre compte ne permet pas cela.
refusal-not-seen = Cette page n’existe pas, ou n’est pas pour vous.
refusal-stale = Quelqu’un l’a modifié pendant que vous le regardiez. Rien de ce que vous avez écrit n’est perdu : voyez ce qui est nouveau, puis envoyez de nouveau.
    .program = Quelqu’un l’a modifié après la version que vous avez envoyée; rien n’a donc été fait. Relisez-le, et envoyez votre modification avec sa nouvelle version.
refusal-conflict = Cela ne va pas avec ce qui existe déjà.
refusal-too-large = C’est plus gros que ce qui est accepté.
refusal-unsupported = Ce genre de contenu n’est pas compris ici.
refusal-too-many = Trop d’essais en peu de temps. Veuillez attendre un instant.

## What is typed into fields

input-empty = Veuillez remplir ce champ.
input-too-long = Au plus { $max ->
    [one] { $max } caractère
   *[other] { $max } caractères
 }, s’il vous plaît. Il y en a { $count }.
input-nul = Il y a ici un caractère NUL invisible. Veuillez écrire le texte de nouveau plutôt que de le coller.
input-control = Il y a ici un caractère de commande invisible ({ $code }). Veuillez écrire le texte de nouveau plutôt que de le coller.

## How large a file is

size-bytes = { $count ->
    [one] { $count } octet
   *[other] { $count } octets
 }
size-kilobytes = { $count } ko
size-megabytes = { $count } Mo
size-megabytes-exact = { $whole },{ $tenths } Mo

## Time

time-of-day = { $minute ->
    [0] { $hour } h
   *[other] { $hour } h { NUMBER($minute, minimumIntegerDigits: 2) }
 }
time-date = { $day ->
    [1] 1er
   *[other] { $day }
 } { $month } { $year }
time-date-long = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
 } { $month } { $year }
time-moment = { $date }, { $time }
time-moment-long = { $date } à { $time }, { $zone ->
    [NST] HNT
    [NDT] HAT
    [AST] HNA
    [ADT] HAA
    [EST] HNE
    [EDT] HAE
    [CST] HNC
    [CDT] HAC
    [MST] HNR
    [MDT] HAR
    [PST] HNP
    [PDT] HAP
   *[other] { $zone }
 }
time-under-a-minute = moins d’une minute
time-minutes = { $count } min
time-hours = { $count } h
time-days = { $count } j
time-two-steps = { $large } { $small }
time-just-now = à l’instant
time-ago = il y a { $span }
time-left = reste { $span }
time-over = { $span } de retard
time-weekday-1 = lundi
time-weekday-2 = mardi
time-weekday-3 = mercredi
time-weekday-4 = jeudi
time-weekday-5 = vendredi
time-weekday-6 = samedi
time-weekday-7 = dimanche
time-month-1 = janvier
time-month-2 = février
time-month-3 = mars
time-month-4 = avril
time-month-5 = mai
time-month-6 = juin
time-month-7 = juillet
time-month-8 = août
time-month-9 = septembre
time-month-10 = octobre
time-month-11 = novembre
time-month-12 = décembre
time-month-short-1 = janv.
time-month-short-2 = févr.
time-month-short-3 = mars
time-month-short-4 = avr.
time-month-short-5 = mai
time-month-short-6 = juin
time-month-short-7 = juill.
time-month-short-8 = août
time-month-short-9 = sept.
time-month-short-10 = oct.
time-month-short-11 = nov.
time-month-short-12 = déc.

## Languages, by their tag

language-ar = Arabe
language-da = Danois
language-de = Allemand
language-el = Grec
language-en = Anglais
language-es = Espagnol
language-fa = Persan
language-fi = Finnois
language-fr = Français
language-he = Hébreu
language-hi = Hindi
language-hu = Hongrois
language-it = Italien
language-iu = Inuktitut
language-ja = Japonais
language-ko = Coréen
language-nl = Néerlandais
language-no = Norvégien
language-pa = Pendjabi
language-pl = Polonais
language-pt = Portugais
language-ro = Roumain
language-ru = Russe
language-sv = Suédois
language-ta = Tamoul
language-tl = Tagalog
language-tr = Turc
language-uk = Ukrainien
language-ur = Ourdou
language-vi = Vietnamien
language-yue = Cantonais
language-zh = Chinois

## Files of rows

sheet-empty = Il n’y a rien dans ce fichier.
sheet-missing = Ce fichier n’existe pas.
sheet-folder = C’est un dossier. Veuillez choisir un fichier.
sheet-unreadable = Ce fichier n’a pas pu être lu.
sheet-file-too-large = Ce fichier dépasse { $megabytes } Mo.
sheet-inflated-too-large = Une fois décompressé, ce classeur dépasse { $megabytes } Mo. Veuillez ne garder que la feuille nécessaire, ou l’enregistrer en CSV.
sheet-bomb = Ce classeur est fait pour remplir la mémoire de qui l’ouvre. Il n’a pas été ouvert.
sheet-too-many-parts = Ce classeur a plus de { $max } parties. Veuillez ne garder que la feuille nécessaire, ou l’enregistrer en CSV.
sheet-too-many-rows = Il y a plus de { $max } lignes. Veuillez diviser le fichier.
sheet-too-many-columns = La ligne { $line } a plus de { $max } colonnes.
sheet-too-many-cells = Il y a plus de { $max } cellules, ou trop de texte dedans. Veuillez diviser le fichier.
sheet-cell-too-long = Ligne { $line }, colonne { $column } : plus de { $max } caractères dans une cellule. Il manque peut-être un guillemet à la fin.
sheet-open-quote = Un guillemet s’ouvre à la ligne { $line } et ne se ferme jamais. Le fichier est peut-être tronqué.
sheet-error-cell = Ligne { $line }, colonne { $column } : « { $value } » est ce qu’un tableur affiche quand une formule a échoué. Corrigez la formule, ou écrivez sa valeur.
sheet-error-value = « { $value } » est ce qu’un tableur affiche quand une formule a échoué. Corrigez la formule, ou écrivez sa valeur.
sheet-beyond-header = La ligne { $line } a plus de cellules qu’il n’y a d’en-têtes. Une cellule qui contient une virgule s’écrit entre guillemets; enregistrez le fichier comme classeur, ou corrigez la ligne.
sheet-too-slow = La lecture de ce fichier a pris plus de { $seconds } secondes. Veuillez le diviser, ou l’enregistrer en CSV.
sheet-encrypted = Ce classeur est protégé par un mot de passe. Veuillez l’enregistrer sans mot de passe.
sheet-old-excel = C’est un fichier Excel d’un ancien format (.xls). Veuillez l’enregistrer en .xlsx ou en CSV.
sheet-other-spreadsheet = C’est une feuille de calcul d’un autre genre. Veuillez l’enregistrer en .xlsx ou en CSV.
sheet-pdf = C’est un PDF. Veuillez choisir un classeur Excel (.xlsx) ou un fichier CSV.
sheet-picture = C’est une image. Veuillez choisir un classeur Excel (.xlsx) ou un fichier CSV.
sheet-archive = C’est une archive. Veuillez la décompresser et choisir le fichier qu’elle contient.
sheet-web-page = C’est une page Web, quel que soit son nom. Veuillez l’enregistrer en .xlsx ou en CSV.
sheet-not-a-table = Ce n’est pas un tableau. Veuillez choisir un classeur Excel (.xlsx) ou un fichier CSV.
sheet-wrong-name = Le nom de ce fichier se termine par .{ $extension }, et son contenu est autre chose. Veuillez choisir un classeur Excel (.xlsx) ou un fichier CSV qui porte le bon nom.
sheet-damaged = Ce classeur est endommagé ou tronqué. Veuillez l’ouvrir, l’enregistrer de nouveau et le choisir encore une fois.
sheet-encoding = Les lettres de ce fichier ne peuvent pas être lues. Veuillez l’enregistrer en UTF-8.

sheet-choose = Choisissez d’abord un fichier : un classeur Excel ou un fichier CSV.
