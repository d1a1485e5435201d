-- What every room stands on: ids, counters, request keys, events, deadlines, jobs, drafts.

create table id_blocks (
  name text primary key,
  next bigint not null
);

create table counters (
  name text @ascii primary key,
  value bigint not null
);

create table request_keys (
  by_user bigint not null,
  key text not null,
  fingerprint text not null,
  answer text not null,
  at bigint not null,
  primary key (by_user, key)
);
create index request_keys_at on request_keys (at);

create table events (
  -- Without a gap, from 1: events are sealed in the transaction that makes them.
  seq @id primary key,
  at bigint not null,
  actor bigint,
  subject_kind text not null,
  subject_id bigint not null,
  kind text not null,
  body text not null,
  hash @bytes not null
);
create index events_subject on events (subject_kind, subject_id, seq);

-- The end of the chain: one row.
create table chain_head (
  one integer primary key check (one = 1),
  seq bigint not null,
  hash @bytes not null
);

create table deadlines (
  subject_kind text not null,
  subject_id bigint not null,
  name text not null,
  due_at bigint not null,
  -- When a sweep looks at it next; null while it rests, and when nothing is left to do.
  next_moment bigint,
  -- When it was found to have passed: what was missed once is not missed again after a rest.
  missed_at bigint,
  basis text not null,
  primary key (subject_kind, subject_id, name)
);
create index deadlines_next on deadlines (subject_kind, next_moment) where next_moment is not null;

create table jobs (
  id @id primary key,
  kind text not null,
  body text not null,
  unique_key text unique,
  state text not null check (state in ('waiting', 'running', 'dead')),
  run_at bigint not null,
  attempts integer not null,
  lease text,
  lease_until bigint,
  last_error text,
  buried_at bigint
);
create index jobs_due on jobs (run_at) where state = 'waiting';
create index jobs_leases on jobs (lease_until) where state = 'running';
create index jobs_dead on jobs (buried_at) where state = 'dead';

create table cron_ticks (
  name text primary key,
  -- What next_moment was worked out from: a node whose schedule says otherwise leaves the row alone.
  expression text not null,
  next_moment bigint not null
);

create table drafts (
  by_user bigint not null,
  form text not null,
  body text not null,
  at bigint not null,
  primary key (by_user, form)
);
create index drafts_at on drafts (at);
