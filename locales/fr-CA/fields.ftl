### What the fields of forms are called where they stand outside of their form.

field-answers-customers = Répond aux clients
field-assignee = Responsable
field-away = Ne plus montrer
field-because = Motif du changement d’échéance
field-call-back = Rappeler au
field-call-centre = Centre d’appels
field-caller = Appelant
field-channel = Canal
field-closed-reason = Fermé, motif
field-code = Code à usage unique
field-column = Ce que contient une colonne
field-comment = Commentaire
field-day = Jour
field-details = Nature de la demande
field-display-name = Nom
field-due = Échéance
field-email = Courriel
field-escalate = Escalade
field-file = Fichier
field-files = Fichiers
field-hour = Avant quelle heure
field-name = Nom
field-order-number = Nº de commande
field-other = Ce qui a été saisi
field-others = Les autres billets de cette personne
field-party = Distributeur
field-party-number = Numéro du bon client
field-pending-reason = En attente, motif
field-phone = Téléphone
field-prospect = Non inscrit
field-reason = Motif
field-shown = Fichiers
field-status = Statut
field-type = Type
field-user-name = Nom d’utilisateur
field-what = Ce qui s’est passé
field-why = Motif de l’escalade
field-words = Commentaire

field-creator = Créé par
field-direction = Sens
field-escalated = En escalade ou non
field-order = Nº de commande
field-scope = Quels billets
field-sort = Trier par

field-back = De retour
field-cover = Remplace pendant l’absence
field-language = Langue
field-lead = Chef d’équipe
field-new-password = Nouveau mot de passe
field-password = Mot de passe
field-q = Ce qui est cherché
field-roles = Rôles
field-until = Dernier jour d’absence

