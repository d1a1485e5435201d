### People: signing in, the set-up, users and call centres.

## Signing in and out

people-sign-in-title = Ouvrir une session
people-sign-in-button = Ouvrir la session
people-sign-in-wrong = Ce nom d’utilisateur et ce mot de passe ne vont pas ensemble.
people-signed-out = Votre session est fermée.
people-forgotten = Mot de passe oublié? Demandez à la personne qui s’occupe de Watchdesk.
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
people-centre-unknown = Aucun centre d’appels n’a ce code.
people-centre-needed = Les personnes qui répondent aux clients travaillent dans un centre d’appels. Veuillez en choisir un.

## Users

people-user-name-letters = Un nom d’utilisateur a de 2 à 40 lettres sans accent, chiffres, points, traits d’union et traits de soulignement, et commence par une lettre ou un chiffre.
people-user-name-prefix = Dans ce centre d’appels, les noms d’utilisateur commencent par { $code }-, comme { $code }-mchen.
people-user-name-taken = Il y a déjà un utilisateur { $name }. Veuillez choisir un autre nom.
people-email-wrong = Cela ne ressemble pas à une adresse de courriel. Elle devrait être comme mei@example.com.
people-language-wrong = Ce n’est pas le code d’une langue, comme en ou fr-CA.
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
