### Files on tickets and in the form that opens one.

file-files = Fichiers
file-choose = Choisir des fichiers
file-add = Ajouter au billet
file-drop-or-paste = Ou déposez-les sur cette page, ou collez une capture d’écran.
file-drop-here = Déposez pour ajouter
file-at-most = Au plus { $megabytes } Mo chacun.
file-save = Enregistrer { $name }
file-remove = Retirer
file-remove-named = Retirer { $name }
file-keep = garder
file-no-picture = Gardé en téléchargement : ce n’est pas l’image que dit son nom, ou elle est endommagée.
file-can-run = Gardé en téléchargement : les images de ce genre peuvent contenir des programmes.
file-again = Réessayer
file-cancel = Annuler
file-sending = Envoi en cours : { "{name}" }
file-finishing = Presque terminé
file-done = { "{name}" } est ajouté.
file-dropped = { "{name}" } est retiré.
file-failed = L’envoi n’a pas réussi. Veuillez réessayer.
file-wait = Les fichiers arrivent; le formulaire part ensuite.
file-pasted = Capture { "{time}" }
file-too-large-here = Trop gros : la limite est de { $megabytes } Mo.
file-empty-here = Vide : il n’y a rien dedans.
ticket-files-added = Les fichiers sont sur le billet { $name }.
ticket-file-removed = Le fichier n’est plus sur le billet { $name }.

## What is refused

ticket-files-choose = Veuillez choisir un fichier.
ticket-file-empty = « { $name } » est vide : il n’y a rien dedans. Choisissez un autre fichier.
ticket-file-too-large = « { $name } » est trop gros : la limite est de { $megabytes } Mo.
ticket-file-too-many = « { $name } » a été laissé de côté : au plus { $most } fichiers à la fois. Ajoutez-le ensuite.
ticket-files-full = Un billet porte au plus { $most } fichiers. Retirez-en d’abord.
ticket-files-waiting = { $most } de vos fichiers attendent déjà un billet. Envoyez-en ou retirez-en d’abord.
ticket-file-gone = Un fichier n’est plus ici : celui qui attend un billet est gardé une journée. Veuillez le choisir de nouveau.
ticket-file-of-others = Seule la personne qui a ajouté ce fichier ou qui a le billet peut le retirer. Prenez d’abord le billet.
