### What the pages that span rooms say.

home-first-title = Welcome
home-first-lede = You administer this desk. Customer inquiries are for those who answer customers, so you see none. This is what the desk needs to begin; run the commands where the desk is installed.
home-first-people = 1. The people who answer customers
home-first-people-todo = Nobody answers customers yet. Add the lead of each call centre first, then the CSRs, each with their lead:
home-first-people-done = There are people who answer customers. Add another like this:
home-first-people-names = The names are made up: put in those of your own people. The password of each is printed once.
home-first-elsewhere = This desk’s database is a server of your own. Set WATCHDESK_DATABASE_URL for these commands as it is set for the desk.
home-first-parties = 2. The distributors
home-first-parties-todo = There are no distributors yet. Bring them in from your workbook or CSV file, whatever its name:
home-first-parties-done = There are distributors. Bring newer ones in, as often as you like:
