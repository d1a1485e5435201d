### The worklist: tabs, filters, rows, and the pencil on each of them.

worklist-title = Worklist
worklist-tickets = Tickets
worklist-filter = Filter
worklist-scope = Which tickets
worklist-scope-escalated = Escalated
worklist-scope-mine = My records
worklist-scope-all = All records
worklist-creator = Created by
worklist-creator-example = CA-
worklist-apply = Apply
worklist-order = Escalated first, then earliest due
worklist-order-closed = Escalated first, then latest due
worklist-creators-cut = More than { $most } user names begin like this. These are the tickets of the first { $most }: type more of the name.
worklist-or-more = { $count }+
worklist-announce = { $count ->
    [one] One ticket
   *[other] { $count } tickets
 }
worklist-announce-more = More than { $count } tickets
worklist-shown = { $first }–{ $last } of { $all }
worklist-next = Next { $count }
worklist-first = First page
worklist-back = Back to the worklist
worklist-changed = The list has changed. Show it

## The table

worklist-caption = { $status }: { $scope }
worklist-escalated = Escalated
worklist-number = Number
worklist-assignee = Assignee
worklist-nobody = nobody yet

## The pencil

worklist-edit = Comment and status of { $number }
worklist-edit-title = Comment, status
worklist-comment-on = Comment on { $number }
worklist-because = because
worklist-save = Save
worklist-cancel = Cancel
worklist-saved = { $name } is saved.
worklist-saved-as = Saved: { $name } is now “{ $status }”.
worklist-look = Look at the ticket

## An empty list

worklist-none-open = Nothing is open
worklist-none-in-progress = Nothing is in progress
worklist-none-pending = Nothing is pending
worklist-none-closed = Nothing is closed yet
worklist-none-by = Nothing here was created by “{ $creator }”
worklist-none-further = There is nothing further
worklist-about-escalated = What CSRs escalate to their leads stands here. What they keep as their own records does not, unless you add it.
worklist-about-mine = Nothing is escalated here, and you have no records of your own here either. Your colleagues may.
worklist-about-all = Nobody has a ticket here. A ticket begins with its distributor: find them, then press the plus.
worklist-about-by = Write a call centre with its hyphen, such as CA-, or the beginning of a user name, such as CA-mchen.
worklist-about-further = What stood here has moved on since you saw the page before.
worklist-see-mine = Add my records
worklist-see-all = Add all records
worklist-see-anybody = Created by anybody
worklist-see-open = Open tickets
worklist-find = Find a distributor
