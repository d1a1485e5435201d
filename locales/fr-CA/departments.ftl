### Departments: where people work. A department is a service: « département » is a calque.

people-where = Où vous êtes
people-beside = À côté des utilisateurs
people-department-unknown = L’un de ces services n’existe plus ou a été retiré. Choisissez parmi ceux ci-dessous.
    .program = L’un de ces services n’existe pas ou a été retiré. Nommez les clés de ceux que liste GET /departments.

departments-title = Services
departments-one-title = { $name } · Services
departments-lede = Où les gens travaillent. Un service ne donne aucun accès aux demandes : elles sont pour les RSC et les chefs d’équipe.
departments-name = Nom
departments-users = Qui en fait partie
departments-users-none = Personne n’en fait partie. Cochez sa case sur la page d’un utilisateur :
departments-empty = Personne
departments-new = Autre service
departments-add = Ajouter
departments-added = Ajouté : { $name }.
departments-renamed = Enregistré : { $name }.
departments-spoken = Il vient avec Watchdesk; chacun le lit donc dans sa langue tant que vous ne lui donnez pas un autre nom.
departments-hint = Ils ne donnent aucun accès aux demandes.
departments-is-retired = retiré
departments-retired-title = Retirés
departments-retired-note = Plus personne n’y est ajouté. Qui en fait partie y reste.
departments-retire-title = Retirer ce service
departments-retire-note = Plus personne n’y est ajouté. Qui en fait partie y reste, avec la mention « retiré ». Il peut être rétabli en tout temps.
departments-retire = Retirer
departments-retired = Retiré : { $name }. Qui en fait partie y reste.
departments-back-title = Rétablir ce service
departments-back-note = On peut de nouveau y ajouter des gens.
departments-back = Rétablir
departments-restored = Rétabli : { $name }.
departments-taken = Il y a déjà un service « { $name } ». Choisissez un autre nom.
departments-taken-retired = « { $name } » est retiré. Rétablissez-le plutôt, ou choisissez un autre nom.
departments-too-many = Il y a au plus { $most } services. Retirez-en un d’abord.
departments-stale = Quelqu’un a modifié ce service depuis que vous l’avez ouvert. Ce que vous avez écrit est encore ici : comparez, puis enregistrez de nouveau.
    .program = Quelqu’un a modifié ce service depuis que vous l’avez lu. Relisez-le, puis envoyez sa version actuelle.
departments-named-unknown = « { $word } » n’est pas un service auquel on peut ajouter des gens. Il y a : { $names }.
departments-named-none = « { $word } » n’est pas un service : il n’y en a encore aucun auquel ajouter des gens. Ajoutez-le sous Utilisateurs, Services.
departments-named-retired = « { $name } » est retiré, et plus personne n’y est ajouté. Ne le nommez pas, ou rétablissez-le sous Utilisateurs, Services.

department-customer-service = Service à la clientèle
department-it-service = Service informatique
department-qa = Assurance qualité
department-warehouse = Entrepôt
department-shipping = Expédition
department-finance = Finances
