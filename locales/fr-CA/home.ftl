### What the pages that span rooms say.

home-first-title = Bienvenue
home-first-lede = Vous administrez Watchdesk. Les demandes des clients sont pour les personnes qui leur répondent; vous n’en voyez donc aucune. Voici ce qu’il faut pour commencer; lancez les commandes là où Watchdesk est installé.

steps-title = À faire d’abord
steps-link = Ce qu’il faut d’abord à une nouvelle installation
steps-count = { $done ->
    [one] { $done } fait
   *[other] { $done } faits
 } sur { $total }
steps-lede = Vous administrez Watchdesk. Voici ce qu’il faut avant qu’une équipe puisse travailler; chaque point se coche de lui-même. Lancez les commandes là où Watchdesk est installé.
steps-done = (fait)
steps-people = Ajouter les personnes qui répondent aux clients
steps-people-how = Personne d’autre ne répond encore aux clients. Ajoutez d’abord le chef d’équipe de chaque centre d’appels, puis les RSC, chacun avec son chef d’équipe. Les noms sont inventés : mettez ceux de vos gens. Le mot de passe de chacun est affiché une seule fois.
steps-people-more = D’autres répondent maintenant aux clients. Ajoutez-en ainsi; les noms sont inventés, et le mot de passe est affiché une seule fois :
steps-parties = Importer les distributeurs
steps-parties-how = Il n’y a pas encore de distributeurs. Importez-les de votre classeur (.xlsx) ou de votre fichier CSV, ici ou par la commande ci-dessous. La première ligne est un en-tête : Number et Name, et s’il y a lieu Region, Contact, E-mail, Phone, Language, Status, Warning.
steps-parties-more = Il y a des distributeurs. Importez-en de plus récents aussi souvent que vous voulez, ici ou par la commande ci-dessous :
steps-ticket = Noter la première demande
steps-ticket-how = La liste de travail est vide tant que personne ne le fait. Trouvez le distributeur qui appelle, appuyez sur + à côté de son nom et notez ce qui s’est passé.
steps-ticket-more = La liste de travail a sa première demande.
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
