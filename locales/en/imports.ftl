### Bringing distributors in from the browser: a file, what would come of it, and what came of it.

imports-title = Imports
imports-where = Where you are
imports-lede = Bring distributors in from a CSV file or an Excel workbook. You see what would come of it before anything changes.
imports-file = File
imports-file-hint = CSV or Excel (.xlsx), at most { $megabytes } MB. The first line is a header; every row needs a number and a name.
imports-look = Look at it
imports-look-hint = Nothing is imported yet.
imports-last = Last imports
imports-none = Nothing was imported yet. Choose a file above.
imports-one-title = Import of { $file }
imports-preview-title = What would come of it
imports-would = { $rows ->
    [one] One row
   *[other] { $rows } rows
 }: { $added } new, { $changed } changed, { $unchanged } as they are.
imports-unsound = Nothing can be imported yet. Choose other columns below, or mend the file and choose it again.
imports-refused = What stands in the way
imports-would-attach = { $count ->
    [one] One of the new ones is known as “not in system”; their tickets come along.
   *[other] { $count } of the new ones are known as “not in system”; their tickets come along.
 }
imports-stale = This is no longer what would come of it: the distributors or the columns have changed since. Nothing was imported. Look at it again below.
    .program = This is no longer what would come of it. Nothing was imported. Get the preview again, and send its “seen”.
imports-listed-added = New
imports-listed-changed = Changed
imports-listed-doubts = Left alone
imports-listed-line = line { $line }
imports-listed-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
 }
imports-hides-from = What they say so far, those see who may look distributors up.
imports-doubts-hidden = { $count ->
    [one] In one case somebody who is not in system could be meant, and would be left alone. Who it is, those see who may look distributors up.
   *[other] In { $count } cases somebody who is not in system could be meant, and would be left alone. Who it is, those see who may look distributors up.
 }
imports-cell-nothing = nothing
imports-cell-becomes = becomes
imports-columns = The columns of the file
imports-column-header = Column
imports-column-says = Says
imports-column-samples = In the first rows
imports-column-of = What the column { $header } says
imports-column-unused = not used
imports-column-status = Status
imports-column-warning = Warning
imports-column-unknown = “{ $word }” is nothing that a column says. Choose one of number, name, region, contact, email, phone, language, status and warning.
imports-start = { $rows ->
    [one] Import the row
   *[other] Import { $rows } rows
 }
imports-look-again = Look again
imports-other-file = Choose another file
imports-reading = { $rows ->
    [one] One row is being read.
   *[other] { $rows } rows are being read.
 }
imports-applying = { $done } of { $rows } rows are done.
imports-done = { $rows ->
    [one] One row
   *[other] { $rows } rows
 } imported: { $added } new, { $changed } changed, { $unchanged } as they were.
imports-progress = How far it is
imports-leave = You may leave this page; the import goes on.
imports-another = Import another file
imports-file-choose = Please choose a file.
    .program = Send the file as a form with a field `file`, or as the body with its name in the query.
imports-file-empty = This file is empty. Choose another one.
imports-file-too-large = At most { $megabytes } MB can be read. Split the file.
imports-file-one = One file at a time, please.
imports-file-gone = The file lay here for more than a day and is gone. Please choose it again.
parties-import-column-twice = The column { $column } says what another one says already. Choose one of them.
parties-import-columns-more = The file has only { $there } columns.
imports-refused-save = The refused rows as a file, each with its line and the reason. Mended, they belong back into the whole file: nothing of it was imported yet.
imports-refused-file = { $file } refused
imports-refused-line = Line
imports-refused-reason = Reason
imports-failed-gone = Nothing was imported: the file lay here for more than a day before it could be read. Please choose it again.
imports-failed-refused = Nothing was imported: by the time it was read, a row was refused. Choose the file again and look at it.
imports-failed-stale = Nothing was imported: by the time it was read, distributors had changed, and something else would have come of it than you saw. Choose the file again and look at it.
imports-failed-broken = Nothing was imported: something went wrong each time, and it was given up. Choose the file again; if it fails once more, tell whoever runs Watchdesk.
parties-import-doubt-hidden = Line { $line } ({ $number }): somebody who is not in system could be meant. Who it is, those see who may look distributors up.
