### What was typed and not sent yet, kept on the server.
###
### The words of the house in Québec French, the same in every file, with the reason where there was a choice:
###   ticket           billet: what Québec help desks say; a "dossier" would be the customer's file
###   inquiry          demande; a request to IT will be a requête
###   worklist         liste de travail
###   desk             bureau for the page; for the whole installation Watchdesk, since a "bureau" is not set up
###   escalation       escalade, as in ITIL; a ticket is *en escalade*, for "escalader" is what one does to a mountain
###   lead             chef d’équipe: of either gender, unlike superviseur
###   CSR              RSC, représentant du service à la clientèle
###   due, overdue     échéance, en retard; "dû" is for money
###   distributor      distributeur; customer: client
###   prospect         (client) non inscrit, as the procedure calls who is not registered
###   assignee         responsable: of either gender; not "assigné", a calque
###   call centre      centre d’appels
###   record           suivi: what a CSR keeps for themselves
###   pencil           crayon
###   to check         vérifier
###   to hand over     confier; to take over: prendre le relais
###   to submit        envoyer; not "soumettre", a calque
###   to sign in, out  ouvrir une session, fermer la session: nobody has to be connecté or connectée
###   business day     jour ouvrable; business hours: heures ouvrables
###   e-mail           courriel
###   workbook         classeur
###   closed           fermé; not "clos", which Québec does not say
### Names come after « à », « pour », « par », « après », « avec » or a colon, never after « de » or « que », which would have
### to lose their vowel before some of them. Participles agree with the ticket (masculine) or the due date (feminine), never
### with a person. A no-break space stands before a colon and inside « », none before ; ! and ?.

draft-form-wrong = Ce formulaire n’a pas de nom sous lequel garder un brouillon.
draft-sent = Ce formulaire a déjà été envoyé; rien de plus n’en est gardé. Rechargez sa page pour continuer.
draft-too-large = C’est trop long pour un brouillon : au plus { $max } caractères. Envoyez-le, ou gardez-en une copie ailleurs.
