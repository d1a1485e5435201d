-- An import of the browser that was given up: when, and why. Nothing of it was imported.
alter table party_imports add column failed_at bigint;
alter table party_imports add column failed_why text check (failed_why in ('gone', 'refused', 'broken'));
