### The worklist: tabs, filters, rows, and the pencil on each of them.

worklist-title = Worklist
worklist-tickets = Tickets
worklist-filter = Filter
worklist-scope = Which tickets
worklist-scope-escalated = Escalated only
worklist-scope-mine = With my records
worklist-scope-all = With all records
worklist-creator = Created by
worklist-creator-example = CA-
worklist-apply = Apply
worklist-order = Escalated first, then earliest due
worklist-order-closed = Newest closed first
worklist-order-closed-up = Longest closed first
worklist-order-number-up = By number, smallest first
worklist-order-number-down = By number, largest first
worklist-order-customer-up = By customer, A to Z
worklist-order-customer-down = By customer, Z to A
worklist-order-type-up = By type, in the order of the list of types
worklist-order-type-down = By type, from the end of the list of types
worklist-order-creator-up = By who created it, A to Z
worklist-order-creator-down = By who created it, Z to A
worklist-order-assignee-up = By assignee, A to Z, nobody last
worklist-order-assignee-down = By assignee, nobody first, then Z to A
worklist-order-due-up = Earliest due first
worklist-order-due-down = Latest due first
worklist-order-changed-up = Longest unchanged first
worklist-order-changed-down = Latest change first
worklist-creators-cut = More than { $most } user names begin like this. These are the tickets of the first { $most }: type more of the name.
worklist-or-more = { $count }+
worklist-announce = { $count ->
    [one] One ticket
   *[other] { $count } tickets
 }
worklist-announce-more = { $count } tickets or more
worklist-shown = { $first }–{ $last } of { $all }
worklist-next = Next { $count }
worklist-previous = Previous { $count }
worklist-first = First page
worklist-back = Back to the worklist
worklist-changed = The list has changed. Show it

## The filters and the order

worklist-more = Filter and sort
worklist-any = Any
worklist-assignee-example = me, nobody, CA-mchen
worklist-assignee-unknown = Nobody who works inquiries is called “{ $typed }”. Write the beginning of a name or user name, me, or nobody.
worklist-no-such-type = There is no such inquiry type. Choose one of the list, or any.
worklist-no-such-party = There is no distributor with the number “{ $number }”. Look it up under Distributors.
worklist-several-parties = “{ $number }” could be { $numbers }. Write the whole number.
worklist-party-unclear = “{ $number }” stands in many numbers. Write the whole number.
worklist-no-such-creator = No call centre and no user name begins with “{ $typed }”, and nobody who answers customers now is called so. Write a call centre, such as CA-, or as much of a name as means one person.
worklist-no-such-word = “{ $typed }” cannot be chosen here. Choose one of what is offered.
    .program = “{ $typed }” is no value of the field “{ $field }”.
worklist-after-lost = The address named a later page of another order, or one that cannot be read. This is the first page.
    .program = “after” is no place in this list and order. Take it from `next` of an answer to the same question, or leave it out.
worklist-party = Distributor’s number
worklist-escalation = Escalated or not
worklist-only-escalated = Escalated
worklist-only-records = Records only
worklist-due-overdue = Overdue
worklist-due-today = Due today
worklist-due-near = Due within two business hours
worklist-sort = Sort by
worklist-sort-usual = Usual order
worklist-sort-due = Due, or closed
worklist-sort-changed = Last change
worklist-direction = Direction
worklist-direction-usual = As usual
worklist-direction-ascending = A to Z, earliest first
worklist-direction-descending = Z to A, latest first
worklist-filters-on = Filters that are on
worklist-chip-creator = Created by { $name }
worklist-chip-no-type = Type: unknown
worklist-chip-type = Type: { $name }
worklist-chip-mine = Assigned to me
worklist-chip-nobody = Assigned to nobody
worklist-chip-assignee = Assigned to { $name }
worklist-chip-party = Distributor { $name }
worklist-chip-order = Order { $name }
worklist-without = Take away: { $filter }
worklist-clear = Clear all filters
worklist-gave-up = Few tickets fit these filters, and the rest has not been looked through yet.
worklist-go-on = Go on looking

## The table

worklist-caption = { $status }: { $scope }
worklist-escalated = Escalated
worklist-number = Number
worklist-assignee = Assignee
worklist-nobody = nobody yet
worklist-unread = New to you:
worklist-closed = Closed
worklist-changed-at = changed { $moment }

## The pencil

worklist-edit = Comment and status of { $number }
worklist-edit-title = Comment, status
worklist-comment-on = Comment on { $number }
worklist-takes-over = In progress takes it over from { $name }.
worklist-takes = In progress makes it yours.
worklist-because = because
worklist-save = Save
worklist-cancel = Cancel
worklist-saved = { $name } is saved.
worklist-saved-as = Saved: { $name } is “{ $status }”.
worklist-look = Look at the ticket

## An empty list

worklist-none-open = Nothing is open
worklist-none-in-progress = Nothing is in progress
worklist-none-pending = Nothing is pending
worklist-none-closed = Nothing is closed yet
worklist-none-by = Nothing here was created by “{ $creator }”
worklist-none-yet = Nothing found so far
worklist-none-filtered = No ticket fits these filters
worklist-none-further = There is nothing further
worklist-whose = Whose tickets?
worklist-whose-created = Created by whom?
worklist-which-type = Which type?
worklist-which-party = Which distributor?
worklist-which = Which tickets?
worklist-about-which = One of the filters above does not exist, so nothing was searched.
worklist-about-whose = The assignee filter above says who it could be.
worklist-about-escalated = What CSRs escalate to their leads stands here. What they keep as their own records does not, unless you add it.
worklist-about-mine = Nothing is escalated here, and you have no records of your own here either. Your colleagues may.
worklist-about-all = Nobody has a ticket here. A ticket begins with its distributor: find them, then press the plus.
worklist-about-by = Write a call centre with its hyphen, such as CA-, or the beginning of a user name, such as CA-mchen.
worklist-about-filtered = Take a filter away above, or look at another tab: its count shows what it has.
worklist-about-filtered-scope = Only part of the records is looked through. Add all records, take a filter away above, or look at another tab.
worklist-about-closed-due = A closed ticket is not due any more. The other tabs have those that are.
worklist-about-further = What stood here has moved on since you saw the page before.
worklist-see-mine = Add my records
worklist-see-all = Add all records
worklist-see-anybody = Created by anybody
worklist-see-open = Open tickets
worklist-find = Find a distributor

## Through the list, on the page of a ticket

neighbours-back = Back to the list
neighbours-back-to-desk = Back to the desk
neighbours-previous = Previous
neighbours-next = Next
neighbours-first = first of the list
neighbours-last = last of the list
