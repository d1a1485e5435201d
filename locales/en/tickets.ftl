### Tickets: the page of a ticket, the new inquiry, the receipt, deadlines.

## What a ticket is

ticket-status-open = Open
ticket-status-in-progress = In progress
ticket-status-pending = Pending
ticket-status-closed = Closed
ticket-status-reason = { $status }: { $reason }
ticket-type-details = { $type }: { $details }
ticket-reason-customer = waiting for the customer
ticket-reason-lead = waiting for the lead
ticket-reason-department = waiting for a department
ticket-reason-carrier = waiting for the carrier
ticket-reason-resolved = resolved
ticket-reason-duplicate = duplicate
ticket-reason-no-reply = no reply from the customer
ticket-reason-mistake = opened by mistake
ticket-reason-now-exception = now an exception

## The page

ticket-title = { $number } { $subject }
ticket-where = Where you are
ticket-trail-parties = Distributors
ticket-by = by { $name }
ticket-with = with { $name }
ticket-escalated-to = Escalated to { $name }
ticket-was-escalated-to = Was escalated to { $name }
ticket-what-happened = What happened
ticket-history = History
ticket-older = Show what is older
ticket-new-line = New
ticket-did-open = { $who } opened the ticket
ticket-did-move = { $who } set it to { $what }
ticket-did-something = { $who }: { $what }
ticket-did-escalate = { $who } escalated it to { $what }
ticket-fell-due = The due time passed
ticket-did-assign = { $who } handed it from { $from } to { $what }
ticket-did-free = { $who } took it from { $from }, who is not here any more; nobody has it
ticket-did-take = { $who } took it
ticket-did-take-over = { $who } took it over from { $from }
ticket-did-send-back = { $who } answered and sent it back to { $what }
ticket-did-deescalate = { $who } ended the escalation
ticket-did-deescalate-to = { $who } ended the escalation, and { $what } has it again
ticket-did-move-due = { $who } moved the due time from { $from } to { $what }
ticket-did-retype = { $who } changed the type from { $from } to { $what }
ticket-did-reattach = { $who } changed the customer from { $from } to { $what }
ticket-all-of = All tickets of this customer
ticket-earlier = Earlier tickets of this customer
ticket-did-reword = { $who } put a comment right
ticket-did-check = { $who } checked it
ticket-did-add-file = { $who } added a file
ticket-did-add-files = { $who } added { $count } files
ticket-did-add-file-since-removed = { $who } added { $what }, which was removed later
ticket-did-remove-file = { $who } removed the file { $what }
ticket-was-nothing = nothing
ticket-comment-edited = changed { $moment }
ticket-comment-reworded = The comment is changed.
ticket-comment-of-another = Only who wrote a comment can change it. Add a comment of your own instead.
ticket-comment-settled = A comment can be changed for { $minutes } minutes, and they are over. Add another comment instead.
ticket-comment-stale = This comment was changed meanwhile. Load it anew to see what it says, and change that.
ticket-comment-same = That is what the comment says already. Change some words, or leave it.
ticket-reword = Edit
ticket-reword-save = Save the change
ticket-reword-until = Can be changed until { $moment }
ticket-said-rest = Show the rest
ticket-reworded-before = What it said before
ticket-comment = Comment
ticket-comment-add = Add comment
ticket-comment-close = Add and close
ticket-comment-added = Your comment is on { $name }.
ticket-news = { $name } changed this ticket.
ticket-news-by-the-desk = Watchdesk changed this ticket.
ticket-news-show = Show it
ticket-private = Stays inside. Nothing on this page reaches the customer.
ticket-draft-kept = Draft kept { "{time}" }
ticket-optional = optional
ticket-due = Due
ticket-status = Status
ticket-moved-open = { $name } is open again.
ticket-moved-in-progress = { $name } is in progress.
ticket-moved-pending = { $name } is pending.
ticket-moved-closed = { $name } is closed.
ticket-step-open = Open again
ticket-step-in-progress = Start work
ticket-step-take-over = Take over and start work
ticket-close = Close
ticket-close-because = Close, because
ticket-pend = Pending
ticket-pend-because = Pending, because
ticket-escalation = Escalation
ticket-escalation-to = To
ticket-escalation-by = By
ticket-escalation-why = Why
ticket-escalate = Escalate
ticket-escalated = { $name } is escalated.
ticket-not-escalated = Not escalated.
ticket-send-back = Answer and send back
ticket-sent-back = { $name } is answered and back with the CSR.
ticket-end-escalation = End without an answer
ticket-deescalated = { $name } is no longer escalated.
ticket-waits-lead = Waiting for the lead
ticket-waits-lead-named = Waiting for the lead, { $name }
ticket-waits-named = Waiting for { $name }
ticket-waits-you = Waiting for you
ticket-waits-anybody = Waiting for somebody to take it
ticket-works = { $name } works on it
ticket-works-you = You work on it
ticket-customer = Customer
ticket-incoming = How it came in
ticket-caller = Caller
ticket-call-back = Call back at
ticket-channel = Channel
ticket-channel-phone = Phone
ticket-channel-email = E-mail
ticket-channel-chat = Chat
ticket-order-number = Order number
ticket-another = Another inquiry from this customer

## What can be changed

ticket-change = Change
ticket-change-closed = Type, customer
ticket-change-open = Assignee, due, type, customer
ticket-assignee = Assignee
ticket-assignee-hint = A user name, such as { $name }.
ticket-assign = Hand over
ticket-take = Take it
ticket-assigned = { $name } has changed hands.
ticket-move-due = Move due
ticket-due-moved = The due time of { $name } is moved.
ticket-day-later = A later day
ticket-day = Day
ticket-because = Why?
ticket-type = Type
ticket-retype = Change type
ticket-retyped = The type of { $name } is changed.
ticket-party-number = Right customer: number, name or telephone
ticket-party-prospect = The right customer is not in the system
ticket-others = { $count ->
    [one] And the other ticket of this person
   *[other] And the other { $count } tickets of this person
 }
ticket-reattach = Change customer
ticket-reattached = The customer of { $name } is put right.

## What a ticket refuses

ticket-others-too-many = More than { $most } tickets cannot be moved in one step. Move this one alone, and ask an administrator for the others.
ticket-stale = { $who } changed this while you were looking at it. What is new is marked below, and what you typed is still here: look, then send again.
    .program = { $who } changed this ticket after the version that you sent, so nothing was done. Read the ticket again, and send your change with its new version.
ticket-stale-by-the-desk = Watchdesk changed this while you were looking at it. What is new is marked below, and what you typed is still here: look, then send again.
    .program = Watchdesk changed this ticket after the version that you sent, so nothing was done. Read the ticket again, and send your change with its new version.
ticket-already-escalated = This is escalated already.
ticket-is-closed = This is closed. Open it again first.
ticket-no-lead = You have no lead to escalate to. Ask an administrator to name one for you.
ticket-name-a-lead = Watchdesk has no lead of its own. Name the person to escalate to.
ticket-cannot-escalate-to = This person cannot take an escalation: they have left or do not work inquiries. Name another.
ticket-opened-by-people = An inquiry is promised by the hours of whoever opens it, and Watchdesk has none. A person must open it.
ticket-no-call-centre = You work in no call centre, so there are no hours to promise by. Ask an administrator to name one for you.
ticket-reason-needed = Please say what it waits for.
ticket-reason-unfitting = This reason does not fit this status.
ticket-reason-gone = The desk does not offer this reason any more. Choose another one.
    .program = The desk does not offer this reason. GET /tickets/…/editor names those that it does.
ticket-nothing-to-do = Please write a comment, add a file or choose another status.
ticket-party-choose = Please find the distributor first, then press + beside their name.
    .program = Name the distributor’s id as `party`, or say `prospect` for somebody who is not in the system.
ticket-party-gone = There is no such distributor. Find the right one, then press + beside their name.
    .program = There is no distributor with this id. Look it up at /parties.
ticket-why-of-escalation = Only an escalation has a reason. Say “yes” in “escalate”, or leave this out.
ticket-party-or-prospect = Whoever is not in the system is no distributor: name one of the two.
ticket-type-choose = Please choose what it is about.
ticket-details-needed = “Other” needs a few words, so that the list of types can grow.
new-ticket-hour = By a certain hour of that day
ticket-hour-unreadable = Please give an hour such as 15:30, or leave it empty: then it is due when the day closes.
ticket-due-choose = Please choose when it is due: today, or in 1, 2 or 3 business days.
ticket-is-not-escalated = No escalation runs here. Add a comment instead.
ticket-nobody-to-send-back-to = Nobody is left whom this could go back to. Hand it to a colleague instead.
ticket-comes-back-to-you = It would come back to you. Add a comment, or end the escalation if no answer is needed any more.
ticket-assignee-choose = Please write who shall have it: a user name such as CA-mchen.
ticket-assignee-unknown = Nobody of this name works inquiries. Choose one of the list.
ticket-assignee-nobody = An inquiry is always in somebody’s hands. Name whoever shall have it; to hand it back, name who opened it.
ticket-has-it-already = { $name } has it already.
ticket-owes-nothing = Nothing is due here that could be moved.
ticket-due-choose-again = Please choose when it is due now: one of the buttons, or a later day.
ticket-due-or-day = Either “due” or “day” says when it is due. Leave one of them out.
ticket-due-same = It is due then already. Choose another time.
ticket-because-needed = Please say why it moves: colleagues will read it.
ticket-day-unreadable = Please write the day as year, month and day, such as 2026-12-04.
ticket-day-past = This day is over. Choose today or a later one.
ticket-day-closed = There are no opening hours that day. Choose another.
ticket-day-too-far = That is more than a year away. Choose an earlier day.
ticket-type-same = It has this type already. Choose another.
ticket-party-number-needed = Please write the number, name or telephone number of the right customer.
ticket-party-unknown = Nobody has this number, name or telephone number. Look it up under Distributors, then write the number here.
ticket-party-unclear = Too many names have these words to tell who is meant. Write the number, or more of the name.
ticket-party-several = { $more ->
    [0] Several fit: { $names }. Write the number of the right one.
   *[other] Several fit: { $names }, and others. Write more of the name, or the number of the right one.
 }
ticket-others-of-prospect = Only the tickets of somebody not in the system go along together. Leave this out to move this ticket alone.
ticket-party-same = It stands with this customer already.
ticket-escalate-choose = Please say whether it needs your lead: yes or no.

## A new inquiry

new-ticket = New ticket
new-ticket-title = New ticket for { $name }
new-ticket-for = New ticket for
new-ticket-for-prospect = New ticket, not in system
new-ticket-prospect-name = Name
new-ticket-prospect-help = Write down who is asking. When they are imported later with the same e-mail address, or the same telephone number and name, their tickets become the new distributor's by themselves.
new-ticket-restored = This was typed earlier ({ $moment }) and not sent yet. Is it another call?
new-ticket-unsent = Go on with what was typed { $moment }
new-ticket-was-sent = You submitted this form before: it is ticket { $number }. Submitting it unchanged makes no second ticket.
new-ticket-sent = Ticket { $number } was made from this form already, with something else in it. If what stands here is another inquiry, submit it again; if not, put ticket { $number } right.
new-ticket-afresh = Begin with an empty form
new-ticket-on-file = On file:
new-ticket-type = Type
new-ticket-type-choose = Choose…
new-ticket-type-none = No type matches. Take Other.
new-ticket-details = What kind of inquiry is it?
new-ticket-what = What happened?
new-ticket-what-hint = The first line becomes the subject.
new-ticket-today = Today
new-ticket-days = { $count ->
    [one] 1 business day
   *[other] { $count } business days
 }
new-ticket-escalate = Escalation needed?
new-ticket-escalate-yes = Yes, to { $name }
new-ticket-lead-away = { $name } is away until { $date }, and nobody stands in: an escalation waits for their return.
new-ticket-escalate-nobody = Yes (you have no lead)
new-ticket-escalate-no = No, my own record
new-ticket-why = Why?
new-ticket-submit = Submit
new-ticket-starts-as = Starts as
new-ticket-others = Open for this customer
new-ticket-others-all = All of them in the worklist
new-ticket-others-none = Nothing else is open.

new-ticket-whom = Whom is it about?
new-ticket-find = Find the distributor

## The receipt

receipt-title = Ticket made
receipt-for = for
receipt-again = This was submitted before: it is ticket { $name }, and no second one was made.
receipt-copy = Copy
receipt-copied = Copied
receipt-subject = Subject
receipt-with = With
receipt-escalated = escalated
receipt-another = Another for this customer
receipt-open = Open ticket { $number }
receipt-find = Find another distributor

## Deadlines

due-near = near, { $left }
due-overdue = overdue { $span }
due-overdue-since = overdue since { $moment }
due-weekday = { $weekday } { $time }
due-over = closed
due-none = no due time
due-moved = moved { $count }×
due-today = today { $time }
due-why = why
due-why-unseen = is { $number } due then
due-closed-holiday = Closed today: { $name }.
due-closed-weekend = Closed today: weekend.
due-closed-no-hours = Closed today.
due-after-closing = Closed for today: hours ended { $closed }.
due-hour-passed = { $hour } has passed.
due-hour-outside = { $hour } is outside the hours of that day, { $opens } to { $closes }.
due-beyond-horizon = There are no opening hours within { $years } years. Please have the calendar checked.
why-title = Why { $number } is due then
why-due = Due { $moment }
why-version = Calendar version { $version }.
why-same-day = Same day, by the hours of { $zone }.
why-days = { $days ->
    [one] One business day
   *[other] { $days } business days
 }, by the hours of { $zone }.
why-time = { $span } of business time, by the hours of { $zone }.
why-hours = { $weekday } { $date }, { $from }–{ $until }
why-hours-short = { $weekday } { $date }, { $from }–{ $until } ({ $name })
why-shut = { $hours }: { $when }
why-before-opening = before opening
why-break = break
why-after-closing = after closing
why-weekend = { $weekday } { $date }: weekend
why-no-hours = { $weekday } { $date }: closed
why-holiday = { $weekday } { $date }: { $name }
why-clock-change = { $date }: the clock changed by { $minutes } min
why-paused = The clock stood still
why-condensed = { $first } to { $last }: { $days } open days
why-not-counted = not counted
why-day-begun = made
why-day-counted = day { $nth }

## The types that come with the desk, by their English names and descriptions. One with another name is said as it is written.

type-complaint = Complaint
type-account-block = Account block
type-order-status = Order status
type-change-or-cancel-order = Change or cancel order
type-refund-or-credit = Refund or credit
type-billing = Billing
type-website-or-log-in = Website or log-in
type-return = Return
type-commission = Commission
type-enrolment = Enrolment
type-account-change = Account change
type-product = Product
type-promotion = Promotion
type-tax-slip = Tax slip
type-other = Other
type-about-a-customer-is-unhappy-and-says-so = A customer is unhappy and says so
type-about-an-account-is-blocked-or-should-be = An account is blocked or should be
type-about-where-is-my-order = Where is my order
type-about-an-order-must-change-or-stop = An order must change or stop
type-about-money-back-or-a-credit-note = Money back or a credit note
type-about-a-question-about-an-invoice-or-payment = A question about an invoice or payment
type-about-the-web-site-or-the-account-log-in-fails = The web site or the account log-in fails
type-about-goods-come-back = Goods come back
type-about-a-distributor-asks-about-commission = A distributor asks about commission
type-about-somebody-joins-or-should = Somebody joins or should
type-about-name--address-or-bank-details-change = Name, address or bank details change
type-about-a-question-about-a-product = A question about a product
type-about-a-question-about-an-offer = A question about an offer
type-about-a-tax-form-is-missing-or-wrong = A tax form is missing or wrong
type-about-anything-else--in-words = Anything else, in words
type-words-unhappy-angry-dissatisfied = unhappy angry dissatisfied
type-words-locked-hold-suspended = locked hold suspended
type-words-where-tracking-shipped-delivery-late = where tracking shipped delivery late
type-words-cancel-modify-amend-stop = cancel modify amend stop
type-words-refund-credit-money-back-chargeback = refund credit money back chargeback
type-words-invoice-payment-charge-card = invoice payment charge card
type-words-password-website-login-portal = password website login portal
type-words-return-rma-send-back-damaged = return rma send back damaged
type-words-bonus-payout-commission = bonus payout commission
type-words-join-enroll-signup-new-distributor = join enroll signup new distributor
type-words-address-name-bank-update = address name bank update
type-words-item-ingredient-usage-stock = item ingredient usage stock
type-words-offer-discount-coupon-campaign = offer discount coupon campaign
type-words-tax-slip-t4a-1099 = tax slip t4a 1099
type-words-other = other
