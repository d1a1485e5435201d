# The types of inquiries: their list, the form of one, files of them, and the review.

types-nav = Inquiry types
types-title = Inquiry types
types-new = New type
types-one-title = { $name }
types-review = Review
types-reviewed = Last reviewed on { $date } by { $name }.
types-never-reviewed = Not reviewed yet.

## The list

types-order = Order
types-name = Name
types-group = Group
types-description = Description
types-search-words = Search words
types-due-days = Due days
types-usual-due = Usually due
types-due = { $days ->
    [0] The same day
    [one] 1 business day
   *[other] { $days } business days
 }
types-tickets = Last 90 days
types-count = { $count ->
    [one] 1 ticket
   *[other] { $count } tickets
 }
types-count-none = None
types-found-by = Found by
types-last = Last
types-edit = Edit
types-edit-one = Edit { $name }
types-up = Move { $name } up
types-down = Move { $name } down
types-moved = Moved { $name }.
types-retired-title = Retired
types-retired-note = Older tickets keep these. New inquiries are not offered them.
types-back = Bring back
types-retired = { $name } is retired. The tickets that have it keep it.
types-restored = { $name } is back, behind the others.

## One type

types-spoken = It comes with Watchdesk: everybody reads it in their own language, you “{ $name }”, until you give it another name.
types-group-hint = The form of a new inquiry shows types of one group together. Leave it empty where the list is short.
types-description-hint = What it covers, in a sentence. It stands below the name while one chooses.
types-search-words-hint = Words that find this type while one types, with spaces between them.
types-save = Save
types-add = Add type
types-cancel = Cancel
types-added = Added { $name }.
types-changed = Saved { $name }.
types-is-retired = Retired
types-retire-title = Retire this type
types-retire-note = { $count ->
    [0] New inquiries are not offered it any more. It can be brought back at any time.
    [one] New inquiries are not offered it any more. The ticket that has it keeps it, and it can be brought back at any time.
   *[other] New inquiries are not offered it any more. The { $count } tickets of the last 90 days, and older ones, keep it. It can be brought back at any time.
 }
types-retire = Retire
types-back-title = Bring this type back
types-back-note = New inquiries are offered it again, behind the other types.
types-other-note = Every desk has this type, always last: it asks for the details in words. It cannot be retired.

types-due-wrong = Choose the same day or up to { $most } business days.
types-name-taken = “{ $name }” has this name already. Choose another, or change that type.
types-name-retired = “{ $name }” is retired. Bring it back instead, or choose another name.
types-too-many = A list has { $most } types at most. Retire one first.
types-stale = Somebody changed this type since you opened it. What you typed is still here: compare, then save again.
    .program = Somebody changed this type since you read it. Read it again, then send its present version.
types-other-stays = “Other” always stands last and cannot be retired.
types-retired-has-no-place = This type is retired, so it has no place in the list. Bring it back first.

## Files

types-files = As a file
types-files-note = Edit the list in Excel and bring it in again. You see what would change before anything does.
types-export-xlsx = Save as Excel workbook
types-export-csv = Save as CSV
types-file-name = Inquiry types { $date }
types-file = Excel workbook or CSV file
types-preview = Show what would change
types-preview-title = What the file would change
types-preview-lede = Nothing has been changed yet.
types-bad-title = { $count ->
    [one] One row cannot be read
   *[other] { $count } rows cannot be read
 }
types-bad-note = Mend them in the file and choose it again. Until then nothing can be imported.
types-same = The file says what the list says
types-same-note = { $count ->
    [one] One type is as it was. There is nothing to import.
   *[other] { $count } types are as they were. There is nothing to import.
 }
types-to-list = Back to the list
types-new-names = { $count ->
    [one] One new name
   *[other] { $count } new names
 }
types-new-names-note = Say which are new types, and which are other names for types that are there: then their tickets show the new name.
types-line = Line { $line }
types-is-new = A new type
types-new-name-of = New name of “{ $name }”
types-changed-title = { $count ->
    [one] One type changes
   *[other] { $count } types change
 }
types-nothing = nothing
types-becomes = becomes
types-restored-title = { $count ->
    [one] One retired type comes back
   *[other] { $count } retired types come back
 }
types-missing-title = { $count ->
    [one] One type is missing in the file
   *[other] { $count } types are missing in the file
 }
types-retire-missing = Retire what is missing, unless a name above is its new one
types-is-reordered = The types come in the order of the file.
types-unchanged = { $count ->
    [one] One type stays as it is.
   *[other] { $count } types stay as they are.
 }
types-import = Change the list
types-imported = The list is changed: { $name }
types-import-counts = { $added } added, { $changed } changed, { $renamed } renamed, { $restored } brought back, { $retired } retired.
types-list-stale = Somebody changed the list since you looked. This is what the file would change now; please look again, then confirm.
    .program = The list changed since this preview. Ask for a new one, then import with its version.
types-import-no-name = There is no column of names. Its header should be “Name” or “Inquiry type”. The file has: { $found }.
types-import-no-rows = There is no row below the header, so every type would be retired. Nothing was changed.
types-import-too-many = The file has more types than a list can have: { $most } at most, with “Other”.
types-import-ignored = These columns were not used: { $columns }.
types-import-empty = Line { $line }, column { $column }: this is empty. Every type has a name.
types-import-too-long = Line { $line }, column { $column }: at most { $max } characters. This has { $count }.
types-import-control = Line { $line }, column { $column }: there is an invisible control character ({ $code }) in it.
types-import-due = Line { $line }, column { $column }: “{ $value }” is no due date. It should be 0 for the same day, 1, 2 or 3.
types-import-twice = Line { $line }: “{ $name }” stands in line { $first } already.
types-import-rename = What line { $line } is the new name of is not missing in the file any more, or has another new name. Please choose again.
types-import-renames-wrong = This should say a line and the id of a type, such as “7=3”, or “7=” for a new type.

## The review

types-review-title = Review of the inquiry types
types-mark = Mark as reviewed
types-marked = Noted that you reviewed the list.
types-uses = Since { $date }, and the 90 days before
types-before = 90 days before
types-trend = Change
types-more = { $more } more
types-fewer = { $fewer } fewer
types-as-many = as many
types-idle = Not used
types-said-title = What “Other” said in the last 90 days
types-said-none = Nobody chose “Other”: the list has a type for everything.
types-said-note = What comes up often deserves a type of its own.
types-said-more = { $count ->
    [one] And one more that was said.
   *[other] And { $count } more that were said.
 }
types-said-hidden = What customers asked is for those who work inquiries. The counts below are for you too.
types-promote = Promote to a type
types-promote-note = Every ticket of “Other” that says this gets the new type, older ones too. Their history keeps what they said.
types-promote-do = Make it a type
types-new-type-name = Name of the new type
types-promoted = { $name } is a type now. The tickets that said so get it in a moment.
types-nobody-said = No ticket of “Other” said this in the last 90 days.

field-description = Description
field-due-days = Usually due
field-group = Group
field-renames = New names
field-said = What was said
field-search-words = Search words
