### What the pages that span rooms say.

home-first-title = Bienvenue
home-first-lede = Vous administrez Watchdesk. Les demandes des clients sont pour les personnes qui leur répondent; vous n’en voyez donc aucune. Voici ce qu’il faut pour commencer; passez ce dont vous n’avez pas besoin.

steps-title = À faire d’abord
steps-link = Ce qu’il faut d’abord à une nouvelle installation
steps-count = { $done ->
    [one] { $done } fait
   *[other] { $done } faits
 } sur { $total }
steps-lede = Vous administrez Watchdesk. Voici ce qu’il faut avant qu’une équipe puisse travailler. Chaque point se coche de lui-même une fois fait; passez ce dont vous n’avez pas besoin.
steps-done = (fait)
steps-people = Ajouter les personnes qui répondent aux clients
steps-centre = Regarder les heures et les jours fériés du centre d’appels
steps-centre-how = Toutes les échéances se comptent d’après eux. Il est ouvert du lundi au vendredi, de 8 h 30 à 17 h, avec les jours fériés de sa province. Corrigez ce qui est autrement chez vous, ou dites que tout est bon.
steps-centre-more = Les heures et les jours fériés sont vus. Ils peuvent changer en tout temps; les billets gardent l’échéance promise.
steps-types = Regarder les types de demande
steps-types-how = Il y en a quinze, chacun avec son échéance habituelle. Modifiez-les, ou importez les vôtres d’Excel; de même les motifs d’attente et de fermeture. Ou dites que tout est bon.
steps-types-more = Les types sont vus. Regardez-les de nouveau une fois par an, sous Révision.
steps-departments = Regarder les services
steps-departments-how = Il y en a six, du Service à la clientèle aux Finances, pour dire où quelqu’un travaille. Renommez, ajoutez ou retirez-en, ou dites que tout est bon.
steps-departments-more = Les services sont vus. Leurs cases sont sur la page de chaque utilisateur.
steps-people-how = Personne d’autre ne répond encore aux clients. Ajoutez d’abord le chef d’équipe de chaque centre d’appels, puis les RSC, chacun avec son chef d’équipe. Dans les commandes, les noms sont inventés : mettez ceux de vos gens. Elles se lancent là où Watchdesk est installé, et affichent le mot de passe de chacun une seule fois.
steps-people-more = D’autres répondent maintenant aux clients. Ajoutez-en autant que vous voulez; dans la commande, le nom est inventé, et le mot de passe est affiché une seule fois.
steps-parties = Importer les distributeurs
steps-parties-how = Il n’y a pas encore de distributeurs. Importez-les de votre classeur (.xlsx) ou de votre fichier CSV, ici ou par la commande. La première ligne est un en-tête : Numéro et Nom, et s’il y a lieu Région, Contact, Courriel, Téléphone, Langue, Statut, Avertissement.
steps-parties-more = Il y a des distributeurs. Importez-en de plus récents aussi souvent que vous voulez, ici ou par la commande.
steps-ticket = Noter la première demande
steps-ticket-how = La liste de travail est vide tant que personne ne le fait. Trouvez le distributeur qui appelle, appuyez sur + à côté de son nom et notez ce qui s’est passé.
steps-ticket-more = La liste de travail a sa première demande.
steps-to-centres = Centres d’appels
steps-to-types = Types de demande
steps-to-reasons = Motifs
steps-to-departments = Services
steps-commands = Ou par une commande
steps-right = Tout est bon
steps-skip = Passer
steps-skipped = Passé
steps-take-back = Revenir là-dessus
steps-said-right = C’est noté : tout est bon ainsi.
steps-said-skipped = Point passé. Vous pouvez revenir là-dessus sur la page de tous les points.
steps-said-back = Ce point est de nouveau à faire.
steps-only-done = Seul ce qui est fait coche ce point. Faites-le, ou passez-le.
steps-to-parties = Trouver un distributeur
steps-to-imports = Choisir un fichier
steps-to-worklist = Voir la liste de travail
steps-copy = Copier
steps-copied = Copié
steps-elsewhere = La base de données est sur un serveur à vous. Pour ces commandes, donnez à WATCHDESK_DATABASE_URL la même valeur que pour Watchdesk.
steps-away = Ne plus montrer
steps-away-done = C’est rangé. Vous retrouverez la liste sur la page qui porte votre nom.
steps-back = Remettre sur mon bureau
steps-back-done = La liste est de retour sur votre bureau, tant qu’il reste quelque chose à faire.

desk-nav = Bureau
desk-own = Votre bureau
desk-of-csr = Le bureau d’un RSC
desk-of-lead = Le bureau du chef d’équipe
desk-news = Répondu ou modifié depuis votre dernier regard
desk-news-none = Rien de neuf : vous avez vu tout ce que les autres ont fait à vos billets.
desk-mine = Vos billets ouverts
desk-mine-none = Vous n’avez aucun billet ouvert. Trouvez le distributeur ci-dessus pour en commencer un.
desk-waiting = Vos escalades à traiter
desk-waiting-none = Aucune escalade ne vous attend.
desk-summary = Ce qu’il faut vérifier, en bref
desk-checks-of = À vérifier avant l’échéance : escalades, { $centre }
desk-checks-everywhere = À vérifier avant l’échéance : escalades de partout
desk-all-centres = Montrer tous les centres d’appels
desk-own-centre = Montrer votre centre d’appels seulement
desk-overdue = En retard
desk-today = Échéance aujourd’hui
desk-next = Échéance le prochain jour ouvrable
desk-later = Échéance plus tard
desk-rest = La suite dans la liste de travail
desk-unchecked = pas encore vérifié
desk-check = Marquer comme vérifié
desk-checked = Le billet { $name } est vérifié.
desk-looked = C’est noté : vous avez regardé le billet { $name }. Il sera vérifié quand un chef d’équipe le regardera.
desk-checked-by = { $name }, { $time }
desk-checks-none =
    { $stretch ->
        [overdue] Rien n’est en retard.
        [today] Plus rien n’a son échéance aujourd’hui.
       *[next] Rien n’a son échéance le prochain jour ouvrable.
    }
desk-checks-all =
    { $stretch ->
        [overdue]
            { $total ->
                [one] Le seul billet en retard est vérifié.
               *[other] Les { $total } billets en retard sont tous vérifiés.
            }
        [today]
            { $total ->
                [one] Le seul billet d’aujourd’hui est vérifié.
               *[other] Les { $total } billets d’aujourd’hui sont tous vérifiés.
            }
       *[next]
            { $total ->
                [one] Le seul billet du prochain jour ouvrable est vérifié.
               *[other] Les { $total } billets du prochain jour ouvrable sont tous vérifiés.
            }
    }
desk-checks-some =
    { $stretch ->
        [overdue]
            { $total ->
                [one] Le seul billet en retard n’est pas encore vérifié.
               *[other] { $unchecked } des { $total } billets en retard { $unchecked ->
                    [one] n’est pas encore vérifié.
                   *[other] ne sont pas encore vérifiés.
                }
            }
        [today]
            { $total ->
                [one] Le seul billet d’aujourd’hui n’est pas encore vérifié.
               *[other] { $unchecked } des { $total } billets d’aujourd’hui { $unchecked ->
                    [one] n’est pas encore vérifié.
                   *[other] ne sont pas encore vérifiés.
                }
            }
       *[next]
            { $total ->
                [one] Le seul billet du prochain jour ouvrable n’est pas encore vérifié.
               *[other] { $unchecked } des { $total } billets du prochain jour ouvrable { $unchecked ->
                    [one] n’est pas encore vérifié.
                   *[other] ne sont pas encore vérifiés.
                }
            }
    }
desk-checks-many =
    { $stretch ->
        [overdue] Plus de { $total } billets sont en retard : voici les plus anciens.
        [today] Plus de { $total } billets ont leur échéance aujourd’hui : voici les premiers.
       *[next] Plus de { $total } billets ont leur échéance le prochain jour ouvrable : voici les premiers.
    }

steps-to-users = Les ajouter dans le navigateur
jump-no-ticket = Il n’y a pas de billet { $number } que vous puissiez voir.
