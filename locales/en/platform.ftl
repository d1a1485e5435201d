### What the platform itself says: general refusals, input, time, spreadsheets. No business word stands here.

## General refusals

refusal-sign-in-first = Please sign in first.
refusal-forbidden = Your account is not allowed to do this.
refusal-not-seen = There is no such page, or it is not yours to see.
refusal-stale = Somebody changed this while you were looking at it. Nothing you typed is lost: look at what is new, then send again.
    .program = Somebody changed this after the version that you sent, so nothing was done. Read it again, and send your change with its new version.
refusal-conflict = This does not fit with what is already there.
refusal-too-large = This is larger than can be accepted.
refusal-unsupported = This kind of content is not understood here.
refusal-too-many = That was too often in a short time. Please wait a moment.

## What is typed into fields

input-empty = Please fill this in.
input-too-long = At most { $max ->
    [one] one character
   *[other] { $max } characters
 }, please. This has { $count }.
input-nul = This has an invisible NUL character in it. Please type it again rather than paste it.
input-control = This has an invisible control character ({ $code }) in it. Please type it again rather than paste it.

## How large a file is

size-bytes = { $count ->
    [one] 1 byte
   *[other] { $count } bytes
 }
size-kilobytes = { $count } KB
size-megabytes = { $count } MB
size-megabytes-exact = { $whole }.{ $tenths } MB

## Time

time-of-day = { NUMBER($hour, minimumIntegerDigits: 2) }:{ NUMBER($minute, minimumIntegerDigits: 2) }
time-date = { $day } { $month } { $year }
time-date-long = { $weekday } { $day } { $month } { $year }
time-moment = { $date }, { $time }
time-moment-long = { $date }, { $time } { $zone }
time-under-a-minute = less than a minute
time-minutes = { $count } min
time-hours = { $count } h
time-days = { $count } d
time-two-steps = { $large } { $small }
time-just-now = just now
time-ago = { $span } ago
time-left = { $span } left
time-over = { $span } over
time-weekday-1 = Monday
time-weekday-2 = Tuesday
time-weekday-3 = Wednesday
time-weekday-4 = Thursday
time-weekday-5 = Friday
time-weekday-6 = Saturday
time-weekday-7 = Sunday
time-month-1 = January
time-month-2 = February
time-month-3 = March
time-month-4 = April
time-month-5 = May
time-month-6 = June
time-month-7 = July
time-month-8 = August
time-month-9 = September
time-month-10 = October
time-month-11 = November
time-month-12 = December
time-month-short-1 = Jan
time-month-short-2 = Feb
time-month-short-3 = Mar
time-month-short-4 = Apr
time-month-short-5 = May
time-month-short-6 = Jun
time-month-short-7 = Jul
time-month-short-8 = Aug
time-month-short-9 = Sep
time-month-short-10 = Oct
time-month-short-11 = Nov
time-month-short-12 = Dec

## Languages, by their tag

language-ar = Arabic
language-da = Danish
language-de = German
language-el = Greek
language-en = English
language-es = Spanish
language-fa = Persian
language-fi = Finnish
language-fr = French
language-he = Hebrew
language-hi = Hindi
language-hu = Hungarian
language-it = Italian
language-iu = Inuktitut
language-ja = Japanese
language-ko = Korean
language-nl = Dutch
language-no = Norwegian
language-pa = Punjabi
language-pl = Polish
language-pt = Portuguese
language-ro = Romanian
language-ru = Russian
language-sv = Swedish
language-ta = Tamil
language-tl = Tagalog
language-tr = Turkish
language-uk = Ukrainian
language-ur = Urdu
language-vi = Vietnamese
language-yue = Cantonese
language-zh = Chinese

## Files of rows

sheet-choose = Choose a file first: an Excel workbook or a CSV file.
sheet-empty = There is nothing in this file.
sheet-missing = There is no such file.
sheet-folder = This is a folder. Please choose a file.
sheet-unreadable = This file could not be read.
sheet-file-too-large = This file is larger than { $megabytes } MB.
sheet-inflated-too-large = This workbook unpacks to more than { $megabytes } MB. Please keep only the sheet that is needed, or save it as CSV.
sheet-bomb = This workbook is built so that it would fill the memory of whoever opens it. It was not opened.
sheet-too-many-parts = This workbook consists of more than { $max } parts. Please keep only the sheet that is needed, or save it as CSV.
sheet-too-many-rows = There are more than { $max } rows. Please split the file.
sheet-too-many-columns = Line { $line } has more than { $max } columns.
sheet-too-many-cells = There are more than { $max } cells, or too much text in them. Please split the file.
sheet-cell-too-long = Line { $line }, column { $column }: more than { $max } characters in one cell. Perhaps a quotation mark is missing at its end.
sheet-open-quote = A quotation mark opens in line { $line } and is never closed. The file may be cut off.
sheet-error-cell = Line { $line }, column { $column }: “{ $value }” is what a spreadsheet shows where a formula has failed. Mend the formula, or write its value.
sheet-error-value = “{ $value }” is what a spreadsheet shows where a formula has failed. Mend the formula, or write its value.
sheet-beyond-header = Line { $line } has more cells than there are headers. A cell with a comma in it stands in quotation marks; save the file as a workbook, or mend the line.
sheet-too-slow = Reading this file took longer than { $seconds } seconds. Please split it, or save it as CSV.
sheet-encrypted = This workbook is protected by a password. Please save it without one.
sheet-old-excel = This is an Excel file of the old kind (.xls). Please save it as .xlsx or CSV.
sheet-other-spreadsheet = This is another kind of spreadsheet. Please save it as .xlsx or CSV.
sheet-pdf = This is a PDF. Please choose an Excel workbook (.xlsx) or a CSV file.
sheet-picture = This is a picture. Please choose an Excel workbook (.xlsx) or a CSV file.
sheet-archive = This is an archive. Please unpack it and choose the file inside.
sheet-web-page = This is a web page, whatever it is called. Please save it as .xlsx or CSV.
sheet-not-a-table = This is not a table. Please choose an Excel workbook (.xlsx) or a CSV file.
sheet-wrong-name = The name of this file ends in .{ $extension }, and its content is something else. Please choose an Excel workbook (.xlsx) or a CSV file with its right name.
sheet-damaged = This workbook is damaged or cut off. Please open it, save it again, and choose it once more.
sheet-encoding = The letters of this file cannot be read. Please save it as UTF-8.
