-- Other beginnings by which a party is found: the digits of its number without the letters before them, and its
-- telephone number from each group of digits on.

create table party_keys (
  kind text @ascii not null check (kind in ('number', 'phone')),
  key text @ascii not null,
  party_id bigint not null references parties (id),
  primary key (kind, key, party_id)
);
create index party_keys_party on party_keys (party_id, kind, key);

-- Which parties have theirs: those that were here before get them from a job, since SQL cannot fold what was typed.
alter table parties add column keyed bigint not null default 0 check (keyed in (0, 1));
create index parties_unkeyed on parties (id) where keyed = 0;
