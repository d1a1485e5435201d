### Lists as files: what stands above their columns, what they are called, and why one does not go out.

export-label = Save the list as a file
export-csv = CSV
export-xlsx = Excel
export-tickets = Tickets { $date }
export-parties = Distributors { $date }
export-users = Users { $date }
export-reason = Reason
export-party-number = Customer number
export-party-name = Customer
export-type-details = In their words
export-created-by = Created by
export-escalated-to = Escalated to
export-created-at = Created
export-changed-at = Changed
export-closed-at = Closed
export-yes = Yes
export-no = No
export-active = Active
export-inactive = Inactive
export-creators-cut = More users are meant than can be looked through at once, so the file would not be whole. Type more of the user name.
sheet-sending-own = You are saving { $most } lists already. Wait until one of them is here, or cancel one.
sheet-sending-busy = { $most } lists are being saved at this moment, and another one would slow all of them down. Please try again in a minute.
sheet-reading-busy = Others are having their files read at this moment. Please try again in a minute.
sheet-workbook-full = An Excel workbook has room for { $most } rows, and this list is longer. Save it as CSV, or narrow it down with filters.

## Users from a file, and the codes by which they sign in

users-import-link = Import a file
users-import-title = Users from a file
users-import-lede = Add and change many users at once. You see what would come of it before anything changes; nobody is disabled because they are missing in the file.
users-import-hint = CSV or Excel (.xlsx), at most { $megabytes } MB and { $users } users. The first line is a header.
users-import-columns = The columns, in any order: User name, Name, E-mail, Call centre (its code, such as CA), Roles (Administrator, CSR, CSR Lead; several with a comma), Lead and Stands in while away (by user name), Departments (by name in English or French; several with a semicolon or a comma), Language. A column that is missing leaves what it would say as it is. Save the list of users as a file to see how it looks.
users-import-would = { $added } new, { $changed } changed, { $unchanged } as they are.
users-import-unsound = Nothing can be imported yet. Mend the file and choose it again.
users-import-added = New
users-import-changed = Changed
users-import-field = { $name }:
users-import-nothing = nothing
users-import-own-rights = You would not administer this desk any more: this file takes that role from you.
users-import-alone = Their lead could not be reached any more, and nobody covers, so what these escalate would reach nobody: { $names }. Give them another lead in the same file.
users-import-start = Import them
users-imported = Imported: { $name }
users-import-counts = { $added } new, { $changed } changed, { $unchanged } as they were.
users-import-done = { $file }: { $counts }
users-import-codes = Give each of those who are new a one-time code: `watchdesk user code USER_NAME`, or in the browser under Users, One-time codes.
users-import-line = Line { $line }, { $column }: { $why }
users-import-header = { $header } ({ $name })
users-import-twice = This user stands in line { $first } already.
users-import-role = “{ $word }” is no role. Write Administrator, CSR or CSR Lead, several of them with a comma between.
users-import-no-user-name = There is no column of user names. Its header should be “User name”. The file has: { $found }.
users-import-no-rows = There is no row below the header.
users-import-too-many = A file may have { $most } users at most, because they change all at once. Split it: leads first, then those who escalate to them.
users-import-rest = { $count ->
    [one] And one more. Nothing was imported.
   *[other] And { $count } more. Nothing was imported.
 }
users-import-stale = Somebody has changed these users since you looked. Look at what would come of it now.
    .program = Somebody has changed these users since. Get the preview again, and send its `seen`.
codes-title = One-time codes
codes-lede = Whoever is new signs in with a one-time code, once, and chooses a password.
codes-without = They have neither a password nor a code
codes-make = Make the codes and show them
codes-save-xlsx = Make and save as Excel
codes-save-csv = Make and save as CSV
codes-save-hint = The codes are told this once. A file of them opens the accounts until they are used: delete it when they are given out.
codes-made = The codes
codes-how = Tell each their own, in person or on the telephone: they are shown this once. At { $address } they sign in with it and choose a password. It works once, within { $hours } hours.
codes-repeated = These codes were shown already, when they were made, and cannot be shown again. If they are lost, make new ones: they take the place of the old ones.
codes-again = Who gets a new one
codes-told = told already
codes-file = One-time codes { $date }
codes-none = Everybody has a way in
codes-none-help = Whoever forgot their password gets a new code on their own page.
codes-nobody = Please choose at least one person.
codes-too-many = At most { $most } codes can be made at once.
codes-unknown = There is no user { $name }.
