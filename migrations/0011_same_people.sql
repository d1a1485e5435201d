-- A prospect who turned out to be somebody who is here already: the row stays for the history, and leads to who they are.
alter table parties add column same_as bigint references parties (id);
create index parties_same_as on parties (same_as) where same_as is not null;

-- The folded name of a prospect: an import says who is known by their name only. Those who were here before get theirs
-- from the job that keys parties, since SQL cannot fold.
alter table parties add column name_key text @ascii;
create index parties_prospect_names on parties (name_key) where name_key is not null;
update parties set keyed = 0 where number is null;

-- Whom an import could have meant, and left alone: said to whoever imported, and done by no machine. The first of them
-- are kept for a day, the others counted.
alter table party_imports add column doubts bigint not null default 0;
create table party_import_doubts (
  import_id bigint not null references party_imports (id),
  line bigint not null,
  party_id bigint not null references parties (id),
  number text not null,
  name text not null,
  why text not null check (why in ('name', 'twice', 'taken', 'several')),
  primary key (import_id, line, party_id)
);
