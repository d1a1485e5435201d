### Departments: where people work.

people-where = Where you are
people-beside = Beside the users
people-department-unknown = One of these departments does not exist any more, or is retired. Choose from those below.
    .program = One of these departments does not exist or is retired. Name the keys of those that GET /departments lists.

departments-title = Departments
departments-one-title = { $name } · Departments
departments-lede = Where people work. A department gives no access to inquiries: those are for CSRs and CSR Leads.
departments-name = Name
departments-users = Who is in it
departments-users-none = Nobody is in it. Tick its box on the page of a user:
departments-empty = Nobody
departments-new = Another department
departments-add = Add
departments-added = { $name } is added.
departments-renamed = { $name } is saved.
departments-spoken = It comes with Watchdesk, so everybody reads it in their own language until you give it another name.
departments-hint = They give no access to inquiries.
departments-is-retired = Retired
departments-retired-title = Retired
departments-retired-note = Nobody new is put into these. Who is in one stays in it.
departments-retire-title = Retire this department
departments-retire-note = Nobody new is put into it. Who is in it stays in it, marked as retired. It can be brought back at any time.
departments-retire = Retire
departments-retired = { $name } is retired. Who is in it stays in it.
departments-back-title = Bring this department back
departments-back-note = People can be put into it again.
departments-back = Bring back
departments-restored = { $name } is back.
departments-taken = There is a department “{ $name }” already. Choose another name.
departments-taken-retired = “{ $name }” is retired. Bring it back instead, or choose another name.
departments-too-many = A desk has { $most } departments at most. Retire one first.
departments-stale = Somebody changed this department since you opened it. What you typed is still here: compare, then save again.
    .program = Somebody changed this department since you read it. Read it again, then send its present version.
departments-named-unknown = “{ $word }” is no department that people can be put into. There are: { $names }.
departments-named-none = “{ $word }” is no department: there is none yet that people can be put into. Add it under Users, Departments.
departments-named-retired = “{ $name }” is retired, and nobody new is put into it. Leave it out, or bring it back under Users, Departments.

department-customer-service = Customer Service
department-it-service = IT Service
department-qa = QA
department-warehouse = Warehouse
department-shipping = Shipping
department-finance = Finance
