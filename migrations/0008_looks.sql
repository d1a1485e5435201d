-- Comments that are put right, and who has looked at a ticket.

-- How often a comment was changed: a change names the number that it was made from.
alter table comments add column edits integer not null default 0;
alter table comments add column edited_at bigint;

-- The last look of each who is concerned, and of leads, who check what is due.
create table ticket_looks (
  ticket_id bigint not null references tickets (id),
  user_id bigint not null references users (id),
  at bigint not null,
  -- Of the ticket as it was seen.
  version bigint not null,
  -- 1 where a lead looked: they check, whoever's work it is.
  led integer not null check (led in (0, 1)),
  primary key (ticket_id, user_id)
);
create index ticket_looks_led on ticket_looks (ticket_id, at) where led = 1;

-- What happened lately to what somebody opened.
create index tickets_creator_changed on tickets (kind, created_by, changed_at, id);
