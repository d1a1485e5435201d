### People: signing in, the set-up, users and call centres.

## Signing in and out

people-sign-in-title = Sign in
people-sign-in-button = Sign in
people-sign-in-wrong = That user name and password do not belong together.
people-signed-out = You have signed out.
people-forgotten = Forgotten your password? Ask whoever looks after this desk for a one-time code.
people-have-code = I have a one-time code
people-too-many = That was tried too often. Please wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
 }, then try again.
people-busy = Many people are signing in at this moment. Please try again in { $seconds } seconds.
people-user-name = User name
people-password = Password

## A form that was sent after the session had ended

people-typed-kept = You were signed out, so this was not sent.
people-typed-kept-without-files = You were signed out, so this was not sent. The words are kept; the files have to be chosen again.
people-typed-not-kept = You were signed out, so this was not sent, and it is too large to be kept here. Go back in your browser and copy your words before you sign in.
people-typed-waits = What you typed is kept, and shown as soon as you have signed in.
people-typed-title = You are signed in again
people-typed-about = You are { $name }. This is what had been typed here before, and has not been sent yet: what you send now is yours.
people-typed-send = Send it now

## The set-up

people-set-up-title = Set up this desk
people-set-up-about = You make the first administrator. Everyone else is added afterwards.
people-set-up-button = Make the administrator
people-code = One-time code
people-code-hint = Printed in the terminal where Watchdesk was started.
people-code-wrong = That is not the one-time code. Copy it from the terminal where Watchdesk was started: the newest one there counts. If it is nowhere to be seen, start Watchdesk again, and it prints another.
people-display-name = Your name
people-centre = Call centre
people-centre-hint = Its opening hours and holidays come with it. More call centres can be added afterwards.
people-answers-customers = I answer customers too
people-user-name-hint = If you answer customers, the call centre comes first, such as CA-mchen.
people-password-hint = { $min } characters or more. A sentence is good.

## Who did it, where no person did

people-the-desk = Watchdesk

## Call centres

people-centre-ca = Canada
people-centre-us = United States
people-centre-uk = United Kingdom
people-centre-au = Australia
people-centre-code = A call centre’s code is up to eight letters and digits, a letter first, such as CA.
people-centre-taken = There is a call centre { $code } already.
people-centre-calendar = This calendar has a mistake in it: look at its time zone, hours and holidays.
people-centre-unknown = There is no call centre with this code. There are: { $codes }.
people-centre-needed = Those who answer customers work in a call centre. Please choose one.

## Users

people-user-name-letters = A user name is 2 to 40 unaccented letters, digits, full stops, hyphens and underscores, and begins with a letter or digit.
people-user-name-prefix = In this call centre, user names begin with { $code }-, such as { $code }-mchen.
people-user-name-prefix-or-none = In this call centre, user names begin with { $code }-, such as { $code }-mchen. Whoever only administers needs no call centre: leave it empty, and the name can stay.
people-user-name-shadowed = “{ $name }” is part of an address of Watchdesk, so nobody can be called so. Please choose another name.
people-user-name-taken = There is a user { $name } already. Please choose another name.
people-email-wrong = This does not look like a mail address. It should be like mei@example.com.
people-language-wrong = This desk does not speak that language. It speaks: { $languages }.
people-roles-empty = Please choose at least one role.
people-away-unreadable = Please write the last day away as year, month and day, such as 2026-12-04.
people-away-day = Please choose the last day away.
people-away-past = This day is over. Name the last day away, or say that they are back.
people-cover-oneself = Nobody can stand in for themselves. Name a colleague.
people-cover-away = { $name } is away too. Name a colleague who is here.
people-cover-cannot = { $name } does not answer customers, so nothing could reach them. Name a colleague who does.
people-lead-cannot = { $name } is no CSR Lead, so nobody can escalate to them. Name one who is.
people-lead-oneself = Nobody can be their own lead. Choose a colleague.
people-colleague-unknown = There is no such user, or the account is disabled.
people-several-meant = “{ $typed }” could be { $names }. Write more of the name.
people-many-meant = “{ $typed }” could be { $names } and others. Write more of the name.
people-password-short = At least { $min } characters, please. This has { $count }.
people-password-name = Please do not use the user name as the password.
people-last-admin = This is the only administrator. Make another one first.
people-disable-oneself = This is your own account. Another administrator has to disable it.
people-user-stale = This user was changed while you were looking. Nothing you typed is lost: look at what is new above, then save again.
    .program = This user was changed after the version that you sent, so nothing was done. Read them again, and send your change with the new version.
people-code-disabled = This account is disabled. Enable it first, then make a code.

people-name = Name
people-email = E-mail
people-roles = Roles
people-roles-hint = CSR and CSR Lead see and do the same; escalations go to a lead. An administrator looks after users and sees no inquiries without one of the other roles.
people-centre-none = None, or as the user name begins
people-centre-prefix = User names begin with its code, and follow it when it changes.
people-lead = Lead
people-lead-none = Nobody
people-lead-hint = Whoever their escalations go to.
people-cover = Stands in while away
people-cover-hint = The user name of a colleague, such as CA-rokafor.
people-language = Language
people-language-en = English
people-language-fr-ca = Français (Canada)
people-optional = (optional)

## Users: the list and one of them

users-nav = Users
users-title = Users
users-title-of = { $name } · Users
users-lede = Who works here, to whom they escalate, and who stands in.
users-add = Add somebody
users-add-button = Add and show a one-time code
users-add-hint = They choose their own password with it.
users-finder = Find a user
users-find = Name or user name
users-find-button = Find
users-state = State
users-no-lead = No lead
users-disabled-chip = Disabled
users-away = Away until { $day }
users-none = Nobody is called so
users-none-help = Try the beginning of a name, or of a user name.
users-all = Show everybody
users-count = { $count ->
    [one] One user
   *[other] { $count } users
 }
users-next = More users
users-save = Save
users-saved = { $name } is saved.
users-renamed = Saved. The user name is { $name } from now on.
users-no-admin = Saved. You do not administer this desk any more.
users-away-about = What is escalated to them goes to whoever stands in until they are back.
users-away-button = Away until then
users-noted-away = { $name } is noted as away.
users-back-button = They are here again
users-back = { $name } is noted as here again.
users-disabled = { $name } is disabled. What they had goes to their lead.
users-enabled = { $name } can sign in again.
users-way-in = Signing in
users-way-in-disabled = Nobody can sign in to a disabled account.
users-code-about = A one-time code lets them choose a new password. Their old one works until they do.
users-code-waits = A one-time code waits for them until { $moment }. A new one takes its place.
users-code-make = Make a one-time code
users-code-title = The one-time code of { $name }
users-code-how = Tell them in person or on the telephone: it is shown this once. At { $address } they sign in as { $name } with it and choose a password. It works once, within { $hours } hours.
users-code-shown = The code was shown already, when it was made, and cannot be shown again. If it is lost, make a new one.
users-copy = Copy the code
users-copied = Copied
users-led = Who escalates to them
users-account = Account
users-disabled-since = Disabled since { $moment }. What they had went to others and stays there.
users-enable = Enable the account
users-disable = Disable this account
users-disable-about = They are signed out at once everywhere, and can be given nothing more. Their open tickets go to their lead or whoever stands in, escalations to them to whoever covers for them or to their own lead. Where there is nobody, a ticket is left to whoever takes it.
users-would-leave = These escalate to { $name }, and nobody covers: { $names }. Without this account, or without CSR and CSR Lead, what they escalate reaches nobody. Name somebody who stands in, or give them another lead first.
users-disable-button = Disable it now

## Who may do what

rights-title = Who may do what
rights-lede = A role is a set of permissions; somebody with several roles may do what any of them may. What one may not, one does not even see.
rights-what = Permission
rights-yes = Yes
rights-people-administer = Make and change users, roles and call centres
rights-parties-import = Bring distributors in from a file
rights-parties-read = Look distributors up
rights-inquiries-work = Create, see and process customer inquiries
rights-inquiries-types = Edit, order, bring in and review the types of inquiries, and edit the reasons of tickets

## What should be seen to

people-warn-no-lead = { $name } has no lead, so nothing they escalate reaches anybody. Choose a lead.
people-warn-lead-gone = The lead of { $name } cannot be reached and nobody covers, so nothing they escalate reaches anybody. Choose another lead.
people-warn-no-way-in = { $name } has no password and no code that is still good. Make a one-time code.
people-warn-leaves-alone = { $name } cannot be reached and nobody covers, so what these escalate reaches nobody: { $names }. Give them another lead.
people-warn-leads-no-more = { $name } is no CSR Lead, and these still escalate to them: { $names }. Give them another lead.
people-gap-nobody = Nobody stands in for { $name }: what is escalated to them waits for their return. Name somebody.
people-gap-away = { $other }, who stands in for { $name }, is away too: what is escalated to { $name } lies with { $other }. Name somebody else.
people-gap-own = { $other } stands in for { $name } and escalates to them too: what { $other } escalates waits for the return of { $name }. Name somebody else, or give { $other } another lead meanwhile.
people-gap-leaves = { $name } stands in for { $other }, who is not there either: what is escalated to { $other } lies with { $name }. Name somebody else for { $other }.
people-gap-nobody-you = Nobody stands in for you: what is escalated to you waits for your return. Name somebody below.
people-gap-away-you = { $other }, who stands in for you, is away too: what is escalated to you lies with { $other }. Name somebody else below.
people-gap-own-you = { $other } stands in for you and escalates to you too: what { $other } escalates waits for your return. Name somebody else below, or ask for another lead for { $other } meanwhile.
people-gap-leaves-you = You stand in for { $other }, who is not there either: what is escalated to { $other } lies with you. Ask an administrator to name somebody else for { $other }.

## Signing in by a one-time code

people-redeem-title = Sign in with a one-time code
people-redeem-about = An administrator gave it to you. You choose your own password with it.
people-redeem-button = Set the password and sign in
people-redeem-unfit = That user name and code do not belong together, or the code was used or is older than a day. Ask an administrator for a new one.
people-redeem-back = Sign in with your password

## One’s own account

account-away-title = Being away
account-away-about = What is escalated to you goes to whoever stands in until you are back.
account-away-until = You are away; your last day away is { $day }.
account-away-day = Last day away
account-away-button = I am away until then
account-away-back = I am here again
account-away = Noted. You are back when that day is over.
account-back = Welcome back. What is escalated to you reaches you again.
account-password-title = Password
account-password-about = You stay signed in here; everywhere else you are signed out.
account-password-now = Present password
account-password-new = New password
account-password-button = Change the password
account-password-set = Your password is changed. Everywhere else you are signed out.
account-sessions-title = Where you are signed in
account-sessions-about = If you do not know one of these, end it and change your password.
account-session-from = From { $address }
account-session-this = This one
account-session-when = Since { $since } · last used { $seen }
account-session-end = End
account-session-ended = That session has ended.
account-sessions-end = End all others
account-sessions-ended = Every other session has ended.
account-language-title = Your pages
account-language-set = Your pages are in this language from now on.
people-password-wrong = That is not your present password.

## Who somebody is

people-me-title = Your account
people-role-admin = Administrator
people-role-csr = CSR
people-role-csr-lead = CSR Lead
people-foot = { $city } time · { $moment }
