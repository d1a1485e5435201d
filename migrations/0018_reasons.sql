-- Why a ticket is pending or closed: what comes with the desk, what it calls that, and what it adds.
create table ticket_reasons (
  id @id primary key,
  -- What stands on tickets, in addresses and in JSON, for ever.
  reason text @ascii not null unique,
  status text not null check (status in ('pending', 'closed')),
  -- What this desk calls it; null as long as it has the words that come with it, in every language.
  name text,
  -- The folded name: two of one status that only case, accents or punctuation tell apart are one.
  name_key text @ascii,
  position bigint not null,
  -- Since when no ticket is given it any more; what has it keeps it.
  retired_at bigint,
  version bigint not null default 1,
  unique (status, name_key),
  check ((name is null) = (name_key is null))
);
insert into ticket_reasons (id, reason, status, position) values
  (1, 'customer', 'pending', 1),
  (2, 'lead', 'pending', 2),
  (3, 'department', 'pending', 3),
  (4, 'carrier', 'pending', 4),
  (5, 'resolved', 'closed', 1),
  (6, 'duplicate', 'closed', 2),
  (7, 'no_reply', 'closed', 3),
  (8, 'mistake', 'closed', 4),
  (9, 'now_exception', 'closed', 5);
insert into id_blocks (name, next) values ('ticket_reasons', 10);
