### What the pages that span rooms say.

home-first-title = Welcome
home-first-lede = You administer this desk. Customer inquiries are for those who answer customers, so you see none. This is what the desk needs to begin; run the commands where the desk is installed.

steps-title = To do first
steps-link = What a new desk needs first
steps-count = { $done } of { $total } done
steps-lede = You administer this desk. This is what it needs before a team can work; each point ticks itself off. Run the commands where the desk is installed.
steps-done = (done)
steps-people = Add the people who answer customers
steps-people-how = Nobody else answers customers yet. Add the lead of each call centre first, then the CSRs, each with their lead. The names are made up: put in those of your own people. The password of each is printed once.
steps-people-more = Others answer customers now. Add another like this; the names are made up, and the password is printed once:
steps-parties = Bring in the distributors
steps-parties-how = There are no distributors yet. Bring them in from your workbook (.xlsx) or CSV file, here or by the command below. Its first line is a header: Number and Name, and where there are any Region, Contact, E-mail, Phone, Language, Status, Warning.
steps-parties-more = There are distributors. Bring newer ones in, as often as you like, here or by the command below:
steps-ticket = Write down the first inquiry
steps-ticket-how = The worklist is empty until somebody does. Find the distributor who calls, press + beside their name, and write down what happened.
steps-ticket-more = The worklist has its first inquiry.
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
