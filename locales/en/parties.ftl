### Distributors and customers: finding one, bringing them in from a file.

## The distributor dashboard

parties-nav = Distributors
parties-title = Distributors
parties-lede = Find who is calling, then press + to write down what happened.
parties-finder = Find a distributor
parties-number = Number
parties-name = Name
parties-number-hint = Number or telephone
parties-name-hint = Words in any order
parties-find = Find
parties-found = Distributors found
parties-column-region = Region
parties-column-contact = Contact
parties-column-language = Language
parties-column-tickets = Tickets
parties-new-ticket = New ticket
parties-new-ticket-for = New ticket for { $number } { $name }
parties-open = { $count } open
parties-open-none = no open tickets
parties-inactive = Inactive
parties-prospect = Not in system
parties-otherwise = Nobody of these?
parties-stranger = New ticket for somebody not in system
parties-count = { $count ->
    [one] One found
   *[other] { $count } found
 }
parties-first = The first { $count }. Type to narrow them down.
parties-nothing = No distributor matches “{ $asked }”
parties-nothing-help = Try another spelling or fewer letters: the beginning of one word of the name is enough, as are the first digits of the number or the last four of the telephone. Accents and apostrophes do not matter.
parties-nothing-for-both = Nobody fits both fields. Empty one of them, or try another spelling or fewer letters in it.
parties-nothing-stranger = Not a distributor yet? Log the call all the same; the ticket is theirs once they are in the system.
parties-clear = Clear all fields
parties-none = There are no distributors yet
parties-none-help = An administrator brings them in from an Excel workbook or CSV file: under “To do first”, or on the machine where Watchdesk runs:

## The card of a distributor

party-contact = Contact
party-phone = Telephone
party-email = E-mail
party-region = Region
party-language = Language
party-prospect-only = This is said of somebody who is not in the system. Leave it out, or set “prospect” and name no distributor.
party-phone-wrong = This is not a telephone number: at least seven digits are needed, and nothing that cannot be dialled but an extension.
party-email-wrong = This is not an e-mail address.

## Bringing them in from a file

parties-import-done = { $file }: { $rows ->
    [one] one row
   *[other] { $rows } rows
 }. { $added } added, { $changed } changed, { $unchanged } unchanged.
parties-import-attached = { $count ->
    [one] One of those added was known as “not in system”; the tickets are theirs now.
   *[other] { $count } of those added were known as “not in system”; the tickets are theirs now.
 }
parties-import-doubt-name = Line { $line }, { $name } ({ $number }): “{ $known }”, not in system, has the same name, but neither the same e-mail nor the same telephone number. Their tickets stay where they are; put them right on the ticket’s page, under “Change”.
parties-import-doubt-twice = Line { $line }, { $name } ({ $number }): could be “{ $known }”, not in system, but so could another line of this file. Their tickets stay where they are; put them right on the ticket’s page, under “Change”.
parties-import-doubt-taken = Line { $line }, { $name } ({ $number }): could be “{ $known }”, not in system, but a distributor who was here before has the same e-mail or telephone number. Their tickets stay where they are; put them right on the ticket’s page, under “Change”.
parties-import-doubt-several = Line { $line }, { $name } ({ $number }): could be “{ $known }”, not in system, but so could others who have the same e-mail or telephone number. Their tickets stay where they are; put them right on the ticket’s page, under “Change”.
parties-import-doubts-more = { $count ->
    [one] And one more of this kind.
   *[other] And { $count } more of this kind.
 }
parties-import-ignored = These columns were not used: { $columns }.
parties-import-no-number = There is no column of numbers. Its header should be “Number” or “Customer number”. The file has: { $found }.
parties-import-no-name = There is no column of names. Its header should be “Name” or “Company name”. The file has: { $found }.
parties-import-no-rows = There is no row below the header.
parties-import-empty = Line { $line }, column { $column }: this is empty. Every distributor has a number and a name.
parties-import-too-long = Line { $line }, column { $column }: at most { $max } characters. This has { $count }.
parties-import-control = Line { $line }, column { $column }: there is an invisible control character ({ $code }) in it.
parties-import-email = Line { $line }, column { $column }: “{ $value }” is not an e-mail address.
parties-import-phone = Line { $line }, column { $column }: “{ $value }” is not a telephone number.
parties-import-status = Line { $line }, column { $column }: “{ $value }” is no status. It should be “active” or “inactive”.
parties-import-twice = Line { $line }, column { $column }: the number { $number } stands in line { $first } already.
parties-import-rest = And { $count } more. Nothing was imported.
parties-import-swept = This import took so long that it was given up. Nothing was imported; please try again.
