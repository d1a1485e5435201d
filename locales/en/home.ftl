### What the pages that span rooms say.

home-first-title = Welcome
home-first-lede = You administer this desk. Customer inquiries are for those who answer customers, so you see none. This is what the desk needs to begin; skip what yours does without.

steps-title = To do first
steps-link = What a new desk needs first
steps-count = { $done } of { $total } done
steps-lede = You administer this desk. This is what it needs before a team can work. Each point ticks itself off when it is done; skip what yours does without.
steps-done = (done)
steps-people = Add the people who answer customers
steps-centre = Look at your call centre’s hours and holidays
steps-centre-how = Every due date counts by them. It is open from Monday to Friday, 8:30 to 17:00, with the public holidays of its province. Put right what is otherwise with you, or say that it is right.
steps-centre-more = Hours and holidays are looked at. They can be changed at any time; tickets keep the date that they were promised.
steps-types = Look at the types of inquiries
steps-types-how = There are fifteen of them, each with its usual due day. Change them, or bring in your own from Excel; so too why a ticket waits or is closed. Or say that they are right.
steps-types-more = The types are looked at. Look at them again once a year, under Review.
steps-departments = Look at the departments
steps-departments-how = There are six, from Customer Service to Finance, to tell where somebody works. Rename, add or retire some, or say that they are right.
steps-departments-more = The departments are looked at. Each user’s page has their boxes.
steps-people-how = Nobody else answers customers yet. Add the lead of each call centre first, then the CSRs, each with their lead. In the commands the names are made up: put in those of your own people. They are run where the desk is installed, and print the password of each once.
steps-people-more = Others answer customers now. Add as many more as you like; in the command the name is made up, and the password is printed once.
steps-parties = Bring in the distributors
steps-parties-how = There are no distributors yet. Bring them in from your workbook (.xlsx) or CSV file, here or by the command. Its first line is a header: Number and Name, and where there are any Region, Contact, E-mail, Phone, Language, Status, Warning.
steps-parties-more = There are distributors. Bring newer ones in, as often as you like, here or by the command.
steps-ticket = Write down the first inquiry
steps-ticket-how = The worklist is empty until somebody does. Find the distributor who calls, press + beside their name, and write down what happened.
steps-ticket-more = The worklist has its first inquiry.
steps-to-centres = Call centres
steps-to-types = Inquiry types
steps-to-reasons = Reasons
steps-to-departments = Departments
steps-commands = Or by a command
steps-right = Right as it is
steps-skip = Skip
steps-skipped = Skipped
steps-take-back = Take that back
steps-said-right = Noted: it is right as it is.
steps-said-skipped = Skipped. You can take that back on the page of all steps.
steps-said-back = It is to be done again.
steps-only-done = Only what is done ticks this off. Do it, or skip it.
steps-to-users = Add them in the browser
steps-to-parties = Find a distributor
steps-to-imports = Choose a file
steps-to-worklist = See the worklist
steps-copy = Copy
steps-copied = Copied
steps-elsewhere = This desk’s database is a server of your own. Set WATCHDESK_DATABASE_URL for these commands as it is set for the desk.
steps-away = Do not show again
steps-away-done = Put away. You find the list on the page with your name.
steps-back = Show on my desk again
steps-back-done = The list is on your desk again, for as long as something is to be done.

desk-nav = Desk
desk-own = Your desk
desk-of-csr = A CSR's desk
desk-of-lead = The lead's desk
desk-news = Answered or changed since you looked
desk-news-none = Nothing new: you have seen everything that others did to your tickets.
desk-mine = Your open tickets
desk-mine-none = You have no open tickets. Find the distributor above to begin one.
desk-waiting = Escalations to you
desk-waiting-none = No escalation waits for you.
desk-summary = What is to be checked, in short
desk-checks-of = To be checked before it is due: escalations from { $centre }
desk-checks-everywhere = To be checked before it is due: escalations from everywhere
desk-all-centres = Show every call centre
desk-own-centre = Show your call centre only
desk-overdue = Overdue
desk-today = Due today
desk-next = Due on the next business day
desk-later = Due later
desk-rest = More in the worklist
desk-unchecked = not checked yet
desk-check = Mark as checked
desk-checked = { $name } is checked.
desk-looked = Noted that you looked at { $name }. It is checked when a lead looks.
desk-checked-by = { $name }, { $time }
desk-checks-none =
    { $stretch ->
        [overdue] Nothing is overdue.
        [today] Nothing more is due today.
       *[next] Nothing is due on the next business day.
    }
desk-checks-all =
    { $stretch ->
        [overdue]
            { $total ->
                [one] The one that is overdue is checked.
               *[other] All { $total } overdue are checked.
            }
        [today]
            { $total ->
                [one] The one due today is checked.
               *[other] All { $total } due today are checked.
            }
       *[next]
            { $total ->
                [one] The one due on the next business day is checked.
               *[other] All { $total } due on the next business day are checked.
            }
    }
desk-checks-some =
    { $stretch ->
        [overdue]
            { $total ->
                [one] The one that is overdue is not checked yet.
               *[other] { $unchecked } of { $total } overdue are not checked yet.
            }
        [today]
            { $total ->
                [one] The one due today is not checked yet.
               *[other] { $unchecked } of { $total } due today are not checked yet.
            }
       *[next]
            { $total ->
                [one] The one due on the next business day is not checked yet.
               *[other] { $unchecked } of { $total } due on the next business day are not checked yet.
            }
    }
desk-checks-many =
    { $stretch ->
        [overdue] More than { $total } are overdue: these are the earliest.
        [today] More than { $total } are due today: these are the earliest.
       *[next] More than { $total } are due on the next business day: these are the earliest.
    }
jump-no-ticket = There is no ticket { $number } that you can see.
