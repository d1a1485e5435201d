### People: signing in, the set-up, users and call centres.

## Signing in and out

people-sign-in-title = Sign in
people-sign-in-button = Sign in
people-sign-in-wrong = That user name and password do not belong together.
people-signed-out = You have signed out.
people-forgotten = Forgotten your password? Ask whoever looks after this desk.
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
people-centre-unknown = There is no call centre with this code.
people-centre-needed = Those who answer customers work in a call centre. Please choose one.

## Users

people-user-name-letters = A user name is 2 to 40 unaccented letters, digits, full stops, hyphens and underscores, and begins with a letter or digit.
people-user-name-prefix = In this call centre, user names begin with { $code }-, such as { $code }-mchen.
people-user-name-taken = There is a user { $name } already. Please choose another name.
people-email-wrong = This does not look like a mail address. It should be like mei@example.com.
people-language-wrong = This is not the tag of a language, such as en or fr-CA.
people-roles-empty = Please choose at least one role.
people-away-unreadable = Please write the last day away as year, month and day, such as 2026-12-04.
people-away-past = This day is over. Name the last day away, or say that they are back.
people-cover-oneself = Nobody can stand in for themselves. Name a colleague.
people-cover-away = { $name } is away too. Name a colleague who is here.
people-cover-cannot = { $name } does not answer customers, so nothing could reach them. Name a colleague who does.
people-lead-cannot = { $name } is no CSR Lead, so nobody can escalate to them. Name one who is.
people-colleague-unknown = There is no such user, or the account is disabled.
people-several-meant = “{ $typed }” could be { $names }. Write more of the name.
people-many-meant = “{ $typed }” could be { $names } and others. Write more of the name.
people-password-short = At least { $min } characters, please. This has { $count }.
people-password-name = Please do not use the user name as the password.
people-last-admin = This is the only administrator. Make another one first.

## Who somebody is

people-me-title = Your account
people-role-admin = Administrator
people-role-csr = CSR
people-role-csr-lead = CSR Lead
people-foot = { $city } time · { $moment }
