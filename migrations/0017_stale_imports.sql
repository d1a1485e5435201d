-- An import may be given up for one reason more: what would come of it is no longer what was seen.
alter table party_imports add column given_up_why text check (given_up_why in ('gone', 'refused', 'stale', 'broken'));
update party_imports set given_up_why = failed_why;
alter table party_imports drop column failed_why;
alter table party_imports rename column given_up_why to failed_why;
-- Imports that were queued before jobs of imports were named: by their names it is known that they are under way.
update jobs set unique_key = 'parties.stage_import/' ||
  (select max(i.id) from party_imports i where jobs.body like '%"import":' || i.id || ',%')
  where kind = 'parties.stage_import' and unique_key is null and state <> 'dead';
