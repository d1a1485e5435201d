### Des listes en fichiers : ce qui surmonte leurs colonnes, leur nom, et pourquoi l’une ne sort pas.

export-label = Enregistrer la liste en fichier
export-csv = CSV
export-xlsx = Excel
export-tickets = Billets { $date }
export-parties = Distributeurs { $date }
export-users = Utilisateurs { $date }
export-reason = Raison
export-party-number = Numéro de client
export-party-name = Client
export-type-details = En ses mots
export-created-by = Créé par
export-escalated-to = En escalade auprès de
export-created-at = Création
export-changed-at = Dernière modification
export-closed-at = Fermeture
export-yes = Oui
export-no = Non
export-active = Actif
export-inactive = Inactif
export-creators-cut = Plus d’utilisateurs sont visés qu’on ne peut en parcourir à la fois; le fichier ne serait pas entier. Écrivez une plus grande partie du nom d’utilisateur.
sheet-sending-own = Vous enregistrez déjà { $most } listes. Attendez que l’une d’elles soit arrivée, ou annulez-en une.
sheet-sending-busy = { $most } listes s’enregistrent en ce moment, et une de plus les ralentirait toutes. Veuillez réessayer dans une minute.
sheet-reading-busy = D’autres fichiers sont en lecture en ce moment. Veuillez réessayer dans une minute.
sheet-workbook-full = Un classeur Excel peut contenir { $most } lignes, et cette liste est plus longue. Enregistrez-la en CSV, ou resserrez-la à l’aide des filtres.

## Des utilisateurs d’un fichier, et les codes par lesquels ils ouvrent une session

users-import-link = Importer un fichier
users-import-title = Utilisateurs d’un fichier
users-import-lede = Ajoutez et modifiez plusieurs utilisateurs à la fois. Vous voyez ce qui changerait avant que rien ne change vraiment; personne n’est désactivé parce qu’il manque dans le fichier.
users-import-hint = CSV ou Excel (.xlsx), au plus { $megabytes } Mo et { $users } utilisateurs. La première ligne est un en-tête.
users-import-columns = Les colonnes, dans n’importe quel ordre : Nom d’utilisateur, Nom, Courriel, Centre d’appels (son code, comme CA), Rôles (Administrateur, RSC, Chef d’équipe; plusieurs avec une virgule), Chef d’équipe et Remplace pendant l’absence (par nom d’utilisateur), Services (par leur nom en français ou en anglais; plusieurs séparés par un point-virgule ou une virgule), Langue. Une colonne qui manque laisse tel quel ce qu’elle dirait. Enregistrez la liste des utilisateurs en fichier pour voir à quoi il ressemble.
users-import-would = { $added } à ajouter, { $changed } à modifier, { $unchanged } sans changement.
users-import-unsound = Rien ne peut encore être importé. Corrigez le fichier et choisissez-le de nouveau.
users-import-added = Nouveaux
users-import-changed = Changés
users-import-field = { $name } :
users-import-nothing = rien
users-import-own-rights = Vous n’administreriez plus Watchdesk : ce fichier vous retire ce rôle.
users-import-alone = On ne pourrait plus joindre leur chef d’équipe, et personne n’assure la relève : les escalades de ces personnes ne parviendraient à personne : { $names }. Donnez-leur une autre personne comme chef d’équipe dans le même fichier.
users-import-start = Les importer
users-imported = Importation terminée : { $name }
users-import-counts = ajoutés : { $added }, modifiés : { $changed }, inchangés : { $unchanged }.
users-import-done = { $file } ({ $counts })
users-import-codes = Donnez à chaque nouvel utilisateur un code à usage unique : `watchdesk user code USER_NAME`, ou dans le navigateur, sous Utilisateurs, Codes à usage unique.
users-import-line = Ligne { $line }, { $column } : { $why }
users-import-header = { $header } ({ $name })
users-import-twice = Cet utilisateur figure déjà à la ligne { $first }.
users-import-role = « { $word } » n’est pas un rôle. Écrivez Administrateur, RSC ou Chef d’équipe, plusieurs séparés par une virgule.
users-import-no-user-name = Il n’y a pas de colonne des noms d’utilisateur. Son en-tête devrait être « Nom d’utilisateur ». Le fichier a : { $found }.
users-import-no-rows = Il n’y a aucune ligne sous l’en-tête.
users-import-too-many = Un fichier peut avoir au plus { $most } utilisateurs, parce qu’ils changent tous à la fois. Divisez-le : les chefs d’équipe d’abord, puis les autres.
users-import-rest = { $count ->
    [one] Et { $count } autre. Rien n’a été importé.
   *[other] Et { $count } autres. Rien n’a été importé.
 }
users-import-stale = Quelqu’un a modifié ces utilisateurs depuis que vous avez regardé. Voici ce qui changerait maintenant.
    .program = Quelqu’un a modifié ces utilisateurs depuis. Demandez de nouveau l’aperçu, et envoyez son `seen`.
codes-title = Codes à usage unique
codes-lede = Les nouveaux utilisateurs ouvrent une première session avec un code à usage unique et choisissent un mot de passe.
codes-without = Sans mot de passe ni code
codes-make = Créer les codes et les montrer
codes-save-xlsx = Créer et enregistrer en Excel
codes-save-csv = Créer et enregistrer en CSV
codes-save-hint = Les codes ne sont donnés que cette fois. Un fichier de codes ouvre les comptes tant qu’ils n’ont pas servi : supprimez-le quand ils sont distribués.
codes-made = Les codes
codes-how = Donnez à chaque personne le sien, de vive voix ou au téléphone : ils ne sont montrés que cette fois. À l’adresse { $address }, elle ouvre une session avec ce code et choisit un mot de passe. Il sert une seule fois, d’ici { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
 }.
codes-repeated = Ces codes ont déjà été montrés, à leur création, et ne peuvent pas l’être de nouveau. S’ils sont perdus, créez-en d’autres : ils remplaceront les premiers.
codes-again = À qui en donner un nouveau
codes-told = déjà donné
codes-file = Codes à usage unique { $date }
codes-none = Tout le monde peut ouvrir une session
codes-none-help = Qui a oublié son mot de passe reçoit un nouveau code sur sa propre page.
codes-nobody = Veuillez choisir au moins une personne.
codes-too-many = Au plus { $most } codes peuvent être créés à la fois.
codes-unknown = Il n’y a aucun utilisateur { $name }.
