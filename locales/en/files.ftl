### Files on tickets and in the form that opens one.

file-files = Files
file-choose = Choose files
file-add = Add to the ticket
file-drop-or-paste = Or drop them on this page, or paste a screenshot.
file-drop-here = Drop to add
file-at-most = At most { $megabytes } MB each.
file-save = Save { $name }
file-remove = Remove
file-remove-named = Remove { $name }
file-keep = keep
file-no-picture = Kept as a download: it is not the picture that its name says, or a damaged one.
file-can-run = Kept as a download: pictures of this kind can carry programs.
file-again = Try again
file-cancel = Cancel
file-sending = Sending { "{name}" }
file-finishing = Nearly done
file-done = { "{name}" } is here.
file-dropped = { "{name}" } is removed.
file-failed = This could not be sent. Please try again.
file-wait = Waiting for the files, then it is submitted.
file-pasted = Pasted { "{time}" }
file-too-large-here = Too large: at most { $megabytes } MB are accepted.
file-empty-here = Empty: there is nothing in it.
ticket-files-added = The files are on { $name }.
ticket-file-removed = The file is no longer on { $name }.

## What is refused

ticket-files-choose = Please choose a file.
ticket-file-empty = “{ $name }” is empty: there is nothing in it. Choose another file.
ticket-file-too-large = “{ $name }” is too large: at most { $megabytes } MB are accepted.
ticket-file-too-many = “{ $name }” was left out: at most { $most } files are accepted at once. Add it afterwards.
ticket-files-full = At most { $most } files fit on one ticket. Remove some first.
ticket-files-waiting = { $most } of your files wait for a ticket already. Submit or remove some first.
ticket-file-gone = A file is no longer here: one that waits for a ticket is kept for a day. Please choose it again.
ticket-file-of-others = Only who added this file, or who has the ticket, can remove it. Take the ticket first.
