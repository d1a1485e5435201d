### People: signing in, the set-up, users and call centres.

## Signing in and out

people-sign-in-title = Ouvrir une session
people-sign-in-button = Ouvrir la session
people-sign-in-wrong = Ce nom d’utilisateur et ce mot de passe ne vont pas ensemble.
people-signed-out = Votre session est fermée.
people-too-many = Trop d’essais. Veuillez attendre { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
 }, puis réessayez.
people-busy = Beaucoup de gens ouvrent une session en ce moment. Veuillez réessayer dans { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
 }.
people-user-name = Nom d’utilisateur
people-password = Mot de passe

## A form that was sent after the session had ended

people-typed-kept = Votre session était fermée; rien n’a donc été envoyé.
people-typed-kept-without-files = Votre session était fermée; rien n’a donc été envoyé. Le texte est gardé; les fichiers sont à choisir de nouveau.
people-typed-not-kept = Votre session était fermée; rien n’a donc été envoyé, et c’est trop gros pour être gardé ici. Revenez en arrière dans votre navigateur et copiez votre texte avant d’ouvrir une session.
people-typed-waits = Ce que vous avez écrit est gardé, et vous le reverrez dès que votre session sera ouverte.
people-typed-title = Votre session est rouverte
people-typed-about = Vous êtes { $name }. Voici ce qui avait été écrit ici et n’a pas encore été envoyé : ce que vous envoyez maintenant est en votre nom.
people-typed-send = Envoyer maintenant

## The set-up

people-set-up-title = Configurer Watchdesk
people-set-up-about = Vous créez le premier compte d’administrateur. Les autres personnes s’ajoutent ensuite.
people-set-up-button = Créer l’administrateur
people-code = Code à usage unique
people-code-hint = Affiché dans le terminal où Watchdesk a été lancé.
people-code-wrong = Ce n’est pas le code à usage unique. Copiez-le du terminal où Watchdesk a été lancé : c’est le plus récent qui compte. S’il n’est nulle part, relancez Watchdesk, et il en affichera un autre.
people-display-name = Votre nom
people-centre = Centre d’appels
people-centre-hint = Ses heures d’ouverture et ses jours fériés viennent avec. D’autres centres d’appels peuvent s’ajouter ensuite.
people-answers-customers = Je réponds aussi aux clients
people-user-name-hint = Si vous répondez aux clients, le centre d’appels vient en premier, comme CA-mchen.
people-password-hint = Au moins { $min } caractères. Une phrase convient bien.

## Who did it, where no person did

people-the-desk = Watchdesk

## Call centres

people-centre-ca = Canada
people-centre-us = États-Unis
people-centre-uk = Royaume-Uni
people-centre-au = Australie
people-centre-code = Le code d’un centre d’appels a au plus huit lettres et chiffres, dont une lettre en tête, comme CA.
people-centre-taken = Il y a déjà un centre d’appels { $code }.
people-centre-calendar = Ce calendrier contient une erreur : regardez son fuseau horaire, ses heures et ses jours fériés.
people-centre-needed = Les personnes qui répondent aux clients travaillent dans un centre d’appels. Veuillez en choisir un.

## Users

people-user-name-letters = Un nom d’utilisateur a de 2 à 40 lettres sans accent, chiffres, points, traits d’union et traits de soulignement, et commence par une lettre ou un chiffre.
people-user-name-prefix = Dans ce centre d’appels, les noms d’utilisateur commencent par { $code }-, comme { $code }-mchen.
people-user-name-prefix-or-none = Dans ce centre d’appels, les noms d’utilisateur commencent par { $code }-, comme { $code }-mchen. Une personne qui ne fait qu’administrer n’a pas besoin d’un centre d’appels : laissez-le vide, et le nom peut rester.
people-user-name-shadowed = « { $name } » fait partie d’une adresse de Watchdesk; personne ne peut donc s’appeler ainsi. Veuillez choisir un autre nom.
people-user-name-taken = Il y a déjà un utilisateur { $name }. Veuillez choisir un autre nom.
people-email-wrong = Cela ne ressemble pas à une adresse de courriel. Elle devrait être comme mei@example.com.
people-roles-empty = Veuillez choisir au moins un rôle.
people-away-unreadable = Veuillez écrire le dernier jour d’absence sous la forme année, mois et jour, comme 2026-12-04.
people-away-past = Ce jour est passé. Nommez le dernier jour d’absence, ou dites que la personne est de retour.
people-cover-oneself = Personne ne peut se remplacer soi-même. Nommez un collègue.
people-cover-away = { $name } s’absente aussi. Nommez un collègue qui est là.
people-cover-cannot = { $name } ne répond pas aux clients; rien ne pourrait lui parvenir. Nommez un collègue qui le fait.
people-lead-cannot = { $name } n’est pas chef d’équipe; aucune escalade ne peut lui parvenir. Nommez quelqu’un qui l’est.
people-colleague-unknown = Cet utilisateur n’existe pas, ou son compte est désactivé.
people-several-meant = « { $typed } » peut désigner { $names }. Écrivez une plus grande partie du nom.
people-many-meant = « { $typed } » peut désigner { $names } et d’autres. Écrivez une plus grande partie du nom.
people-password-short = Au moins { $min } caractères, s’il vous plaît. Il y en a { $count }.
people-password-name = Veuillez ne pas prendre le nom d’utilisateur comme mot de passe.
people-last-admin = C’est le seul administrateur. Créez-en d’abord un autre.

## Who somebody is

people-me-title = Votre compte
people-role-admin = Administrateur
people-role-csr = RSC
people-role-csr-lead = Chef d’équipe
people-foot = Heure locale ({ $city }) · { $moment }

people-forgotten = Mot de passe oublié? Demandez un code à usage unique à la personne qui s’occupe de Watchdesk.
people-have-code = J’ai un code à usage unique
people-centre-unknown = Aucun centre d’appels n’a ce code. Il y a : { $codes }.
people-language-wrong = Watchdesk ne parle pas cette langue. Il parle : { $languages }.
people-away-day = Veuillez choisir le dernier jour d’absence.
people-lead-oneself = Personne ne peut être son propre chef d’équipe. Choisissez un collègue.
people-disable-oneself = C’est votre propre compte. Un autre administrateur doit le désactiver.
people-user-stale = Cet utilisateur a été modifié pendant que vous le regardiez. Rien de ce que vous avez écrit n’est perdu : voyez ci-dessus ce qui est nouveau, puis enregistrez de nouveau.
    .program = Cet utilisateur a été modifié après la version que vous avez envoyée; rien n’a donc été fait. Relisez-le, et envoyez votre modification avec la nouvelle version.
people-code-disabled = Ce compte est désactivé. Activez-le d’abord, puis créez un code.

people-name = Nom
people-email = Courriel
people-roles = Rôles
people-roles-hint = RSC et chefs d’équipe voient et font la même chose; les escalades vont à un chef d’équipe. Un administrateur s’occupe des utilisateurs et ne voit aucune demande sans l’un des autres rôles.
people-centre-none = Aucun, ou selon le début du nom d’utilisateur
people-centre-prefix = Les noms d’utilisateur commencent par son code, et le suivent quand il change.
people-lead = Chef d’équipe
people-lead-none = Personne
people-lead-hint = La personne à qui vont ses escalades.
people-cover = Remplace pendant l’absence
people-cover-hint = Le nom d’utilisateur d’un collègue, comme CA-rokafor.
people-language = Langue
people-language-en = English
people-language-fr-ca = Français (Canada)
people-optional = (facultatif)

## Users: the list and one of them

users-nav = Utilisateurs
users-title = Utilisateurs
users-title-of = { $name } · Utilisateurs
users-lede = Qui travaille ici, à qui vont les escalades, et qui remplace qui.
users-add = Ajouter quelqu’un
users-add-button = Ajouter et montrer un code à usage unique
users-add-hint = La personne s’en sert pour choisir son propre mot de passe.
users-finder = Trouver un utilisateur
users-find = Nom ou nom d’utilisateur
users-find-button = Trouver
users-state = État
users-no-lead = Sans chef d’équipe
users-disabled-chip = Désactivé
users-away = Absence jusqu’au { $day }
users-none = Personne ne s’appelle ainsi
users-none-help = Essayez le début d’un nom, ou d’un nom d’utilisateur.
users-all = Montrer tout le monde
users-count = { $count ->
    [one] { $count } utilisateur
   *[other] { $count } utilisateurs
 }
users-next = Plus d’utilisateurs
users-save = Enregistrer
users-saved = Le compte de l’utilisateur { $name } est enregistré.
users-renamed = Enregistré. Le nom d’utilisateur est désormais { $name }.
users-no-admin = Enregistré. Vous n’administrez plus Watchdesk.
users-away-about = Les escalades qui lui sont adressées vont à la personne qui la remplace jusqu’à son retour.
users-away-button = Absence jusque-là
users-noted-away = L’absence est notée : { $name }.
users-back-button = De retour
users-back = Le retour est noté : { $name }.
users-disabled = Le compte { $name } est désactivé. Ses billets vont à son chef d’équipe.
users-enabled = { $name } peut de nouveau ouvrir une session.
users-way-in = Ouverture de session
users-way-in-disabled = Personne ne peut ouvrir une session dans un compte désactivé.
users-code-about = Un code à usage unique permet à la personne de choisir un nouveau mot de passe. L’ancien fonctionne jusque-là.
users-code-waits = Un code à usage unique l’attend, valable jusqu’à ce moment : { $moment }. Un nouveau code le remplace.
users-code-make = Créer un code à usage unique
users-code-title = Le code à usage unique pour { $name }
users-code-how = Donnez-le de vive voix ou au téléphone : il n’est montré que cette fois. À l’adresse { $address }, la personne ouvre une session comme { $name } avec ce code et choisit un mot de passe. Il sert une seule fois, d’ici { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
 }.
users-code-shown = Le code a déjà été montré, à sa création, et ne peut pas l’être de nouveau. S’il est perdu, créez-en un autre.
users-copy = Copier le code
users-copied = Copié
users-led = Dont les escalades viennent ici
users-account = Compte
users-disabled-since = Désactivé depuis { $moment }. Ses billets sont passés à d’autres et y restent.
users-enable = Activer le compte
users-disable = Désactiver ce compte
users-disable-about = Ses sessions se ferment aussitôt partout, et rien ne peut plus lui être confié. Ses billets ouverts vont à son chef d’équipe ou à qui le remplace, les escalades qui l’attendent à la personne qui prend sa relève ou à son propre chef d’équipe. S’il n’y a personne, un billet revient à qui le prend.
users-would-leave = Ces personnes adressent leurs escalades à { $name }, et personne n’assure la relève : { $names }. Sans ce compte, ou sans les rôles de RSC et de chef d’équipe, leurs escalades ne parviennent à personne. Nommez d’abord quelqu’un pour la relève, ou donnez-leur une autre personne comme chef d’équipe.
users-disable-button = Désactiver maintenant

## Who may do what

rights-title = Qui peut faire quoi
rights-lede = Un rôle est un ensemble de permissions; avec plusieurs rôles, on peut ce que permet l’un ou l’autre. Ce qui n’est pas permis ne se voit même pas.
rights-what = Permission
rights-yes = Oui
rights-people-administer = Créer et modifier les utilisateurs, les rôles et les centres d’appels
rights-parties-import = Importer des distributeurs d’un fichier
rights-parties-read = Chercher des distributeurs
rights-inquiries-work = Créer, voir et traiter les demandes des clients
rights-inquiries-types = Modifier, ordonner, importer et revoir les types de demandes, et modifier les motifs des billets

## What should be seen to

people-warn-no-lead = { $name } n’a pas de chef d’équipe; ses escalades n’arrivent à personne. Choisissez un chef d’équipe.
people-warn-lead-gone = Le chef d’équipe ne peut pas être joint et personne ne le remplace; les escalades faites par { $name } n’arrivent à personne. Choisissez un autre chef d’équipe.
people-warn-no-way-in = { $name } n’a ni mot de passe ni code encore valable. Créez un code à usage unique.
people-warn-leaves-alone = On ne peut joindre { $name }, et personne n’assure la relève : les escalades de ces personnes ne parviennent à personne : { $names }. Donnez-leur une autre personne comme chef d’équipe.
people-warn-leads-no-more = { $name } n’a pas le rôle de chef d’équipe, et ces personnes lui adressent encore leurs escalades : { $names }. Donnez-leur une autre personne comme chef d’équipe.
people-gap-nobody = Personne ne remplace { $name } : les escalades attendent son retour. Nommez quelqu’un.
people-gap-away = { $other } remplace { $name }, mais s’absente aussi : les escalades pour { $name } restent chez { $other }. Nommez quelqu’un d’autre.
people-gap-own = { $other } remplace { $name } et lui adresse aussi ses escalades : celles de cette personne attendent le retour de son chef d’équipe, { $name }. Nommez quelqu’un d’autre, ou donnez entre-temps un autre chef d’équipe à { $other }.
people-gap-leaves = { $name } remplace { $other }, qui n’est pas là non plus : les escalades pour { $other } restent chez { $name }. Nommez quelqu’un d’autre pour { $other }.
people-gap-nobody-you = Personne ne vous remplace : les escalades attendent votre retour. Nommez quelqu’un ci-dessous.
people-gap-away-you = { $other } vous remplace, mais s’absente aussi : vos escalades restent chez { $other }. Nommez quelqu’un d’autre ci-dessous.
people-gap-own-you = { $other } vous remplace et vous adresse aussi ses escalades : elles attendent votre retour. Nommez quelqu’un d’autre ci-dessous, ou demandez entre-temps un autre chef d’équipe pour { $other }.
people-gap-leaves-you = Vous remplacez { $other }, qui n’est pas là non plus : les escalades pour { $other } restent chez vous. Demandez à un administrateur de nommer quelqu’un d’autre pour { $other }.

## Signing in by a one-time code

people-redeem-title = Ouvrir une session avec un code à usage unique
people-redeem-about = Un administrateur vous l’a donné. Il sert à choisir votre propre mot de passe.
people-redeem-button = Choisir le mot de passe et ouvrir la session
people-redeem-unfit = Ce nom d’utilisateur et ce code ne vont pas ensemble, ou le code a déjà servi ou date de plus d’une journée. Demandez-en un autre à un administrateur.
people-redeem-back = Ouvrir une session avec votre mot de passe

## One’s own account

account-away-title = Absence
account-away-about = Les escalades qui vous sont adressées vont à la personne qui vous remplace jusqu’à votre retour.
account-away-until = Votre absence est notée; le dernier jour en est le { $day }.
account-away-day = Dernier jour d’absence
account-away-button = Je m’absente jusque-là
account-away-back = Je suis de retour
account-away = C’est noté. Vous serez de retour une fois ce jour passé.
account-back = Bon retour. Les escalades vous parviennent de nouveau.
account-password-title = Mot de passe
account-password-about = Votre session d’ici reste ouverte; toutes les autres se ferment.
account-password-now = Mot de passe actuel
account-password-new = Nouveau mot de passe
account-password-button = Changer le mot de passe
account-password-set = Votre mot de passe est changé. Vos autres sessions sont fermées.
account-sessions-title = Vos sessions ouvertes
account-sessions-about = Si vous n’en reconnaissez pas une, fermez-la et changez votre mot de passe.
account-session-from = À partir de l’adresse { $address }
account-session-this = Celle-ci
account-session-when = Ouverte { $since } · dernier usage { $seen }
account-session-end = Fermer
account-session-ended = Cette session est fermée.
account-sessions-end = Fermer toutes les autres
account-sessions-ended = Toutes les autres sessions sont fermées.
account-language-title = Vos pages
account-language-set = Vos pages sont désormais dans cette langue.
people-password-wrong = Ce n’est pas votre mot de passe actuel.
