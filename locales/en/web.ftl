# What the frame around every page says, and what is said of requests that cannot be read.

web-product = Watchdesk
web-skip = Skip to content
web-nav = Main
web-jump = Jump to a ticket number
web-jump-example = Jump to #10482
web-account = , account
web-theme = Appearance
web-theme-system = System
web-theme-light = Light
web-theme-dark = Dark
web-sign-out = Sign out
web-close = Close
web-offline = No connection. What you typed is still here; try again.
web-failed = That did not work. What you typed is still here; try again.
web-draft-unkept = What you type here could not be kept. Please send it soon, or copy it elsewhere.
web-busy = Sending…

web-keys = Keys
web-keys-on = Single keys are on
web-keys-rest = Keys rest while you type. None of them changes a ticket: they only take you there.
web-key-move = Next, previous row
web-key-open = Open the ticket
web-key-beside = On a ticket: next, previous of the list
web-key-status = To comment and status
web-key-note = Write a comment
web-key-lead = To the escalation
web-key-take = To “Start work”
web-key-assign = Assignee, due date and more
web-key-search = Search
web-key-filter = More filters
web-key-jump = Jump to a ticket
web-key-submit = Submit
web-key-help = These keys
web-key-leave = Close, leave a field

web-failure-title = That did not work
web-failure-title-not-seen = There is nothing here, or not for you
web-failure-title-broken = Something broke on our side
web-failure-request = Tell your administrator this number and they will find it: { $request }. Trying again in a minute is safe.
web-failure-again = Try again
web-problem-sign-in = Sign in (in a new tab), then send again: what you typed is still here.
web-failure-home = Go to the first page
web-failure-code = { $status } · request

web-broken = It has been written down.
web-too-slow = This took too long and was given up.
web-too-many = That was tried too often. Please wait { $seconds } seconds and try again.
web-bad-request = The request could not be understood.
web-method-not-allowed = This address cannot be used in this way.
web-other-site = This request came from another site, so it was not carried out. Please open the page here and try again.

web-body-unsupported = Send a form (application/x-www-form-urlencoded) or JSON (application/json).
web-body-too-large = This is larger than what is accepted here.
web-file-too-large = This file is too large: at most { $megabytes } MB are accepted.
web-file-empty = This file is empty. Choose another.
web-body-broken = The request broke off before it was complete.
web-body-nul = The text contains a NUL character, which cannot be stored. Please remove it.
web-form-broken = The form could not be read: it is not valid UTF-8, or has too many fields.
web-json-broken = The JSON is broken at line { $line }, column { $column }. It must be one object.
web-field-missing = The field “{ $field }” is missing.
web-field-twice = The field “{ $field }” was given more than once.
web-field-wrong = The field “{ $field }” does not have the expected form.
web-complaint-elsewhere = { $field }: { $text }
web-request-key = The request key must be a UUID.
request-key-reused = This was sent before with something else in it. Please load the page again, then send.
    .program = This request key was used before with something else. Send a new key with what is new; the same key answers the same request only.
