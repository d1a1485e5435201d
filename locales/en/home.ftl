### What the pages that span rooms say.

home-first-title = Welcome
home-first-lede = You administer this desk. Customer inquiries are for those who answer customers, so you see none. This is what the desk needs to begin; run the commands where the desk is installed.
home-first-people = 1. The people who answer customers
home-first-people-todo = Nobody answers customers yet. Add the lead of each call centre first, then the CSRs, each with their lead:
home-first-people-done = There are people who answer customers. Add another like this:
home-first-people-command = watchdesk user add CA-mchen --name "Mei Chen" --role csr --lead CA-lhart
home-first-parties = 2. The distributors
home-first-parties-todo = There are no distributors yet. Bring them in from a workbook or a CSV file:
home-first-parties-done = There are distributors. Bring newer ones in, as often as you like:
home-first-parties-command = watchdesk import parties distributors.xlsx
