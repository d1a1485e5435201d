# Why a ticket is pending or closed: the list that a desk offers, and the form of one.

reasons-title = Reasons
reasons-one-title = { $name } · Reasons
reasons-lede = Why a ticket waits, and how it was settled. The first of each list is chosen before anybody chooses.
reasons-pending = Pending
reasons-closed = Closed
reasons-new = Another reason
reasons-status = For a ticket that is
reasons-name-hint = It follows the status, as in “Pending: waiting for the bank”.
reasons-add = Add
reasons-added = Added { $name }, behind the others.
reasons-moved = Moved { $name }.
reasons-renamed = Saved { $name }.
reasons-shipped = Leave it empty, and everybody reads “{ $name }” in their own language; a name of yours is the same for everybody. Whatever you call it, that is what it means to Watchdesk: for something else, add a reason.
reasons-retired-note = Tickets that have one of these keep it. No other ticket is given it.
reasons-retire-title = Retire this reason
reasons-retire-note = No ticket is given it any more. Those that have it keep it. It can be brought back at any time.
reasons-retired = { $name } is retired. The tickets that have it keep it.
reasons-back-title = Bring this reason back
reasons-back-note = Tickets can be given it again, where it stood before.
reasons-restored = { $name } is back.

reasons-taken = This status has a reason “{ $name }” already. Choose another name.
reasons-taken-retired = “{ $name }” is retired. Bring it back instead, or choose another name.
reasons-too-many = A status has { $most } reasons at most. Retire one first.
reasons-status-wrong = Only a pending or a closed ticket has a reason. Choose one of the two.
reasons-last = It is the last reason of its status, and a ticket must have one. Add another first.
reasons-retired-has-no-place = This reason is retired, so it has no place in the list. Bring it back first.
reasons-stale = Somebody changed this reason since you opened it. What you typed is still here: compare, then save again.
    .program = Somebody changed this reason since you read it. Read it again, then send its present version.
