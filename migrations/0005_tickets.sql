-- Tickets: one engine, one table; this migration carries what inquiries need.

create table inquiry_types (
  id @id primary key,
  name text not null unique,
  description text not null,
  search_words text not null,
  due_days integer not null,
  position integer not null,
  retired_at bigint
);

create table tickets (
  id @id primary key,
  kind text not null check (kind in ('inquiry', 'exception', 'request', 'conversation')),
  status text not null check (status in ('open', 'in_progress', 'pending', 'closed')),
  reason text,
  subject text not null,
  body text not null,
  type_id bigint references inquiry_types (id),
  type_details text,
  party_id bigint references parties (id),
  -- Null where the desk itself did it: mail that came in, a rule, a job. So in every column that says who.
  created_by bigint references users (id),
  -- CA of CA-mchen: the call centre's worklist is one equality. Empty where nobody's call centre opened it.
  creator_prefix text @ascii not null,
  assignee bigint references users (id),
  -- 1 while an escalation is running: it orders lists, and the row in escalations says the rest.
  escalated integer not null check (escalated in (0, 1)),
  -- The next deadline, if anything is promised; in days where it was promised in days.
  due_at bigint,
  due_days integer,
  calendar_version_id bigint references calendar_versions (id),
  -- What lists sort and page by: what is not due comes last, on both engines, in the order of an index.
  due_key bigint not null generated always as (coalesce(due_at, 9223372036854775807)) stored,
  created_at bigint not null,
  changed_at bigint not null,
  changed_by bigint references users (id),
  version bigint not null,
  -- How it came in, as far as anybody wrote it down.
  caller text,
  call_back text,
  channel text check (channel in ('phone', 'email', 'chat')),
  order_number text,
  -- How often the due date was moved.
  due_moved integer not null default 0,
  check ((status in ('pending', 'closed')) = (reason is not null)),
  -- No moment is due but by somebody's hours.
  check (due_at is null or calendar_version_id is not null),
  check (kind <> 'inquiry' or (due_at is not null and due_days is not null))
);
create index tickets_due on tickets (kind, status, escalated, due_key, id);
create index tickets_prefix_due on tickets (kind, status, escalated, creator_prefix, due_key, id);
create index tickets_creator_due on tickets (kind, status, escalated, created_by, due_key, id);
create index tickets_party on tickets (party_id, id);
create index tickets_party_open on tickets (party_id, due_key, id) where status <> 'closed';

create table escalations (
  id @id primary key,
  ticket_id bigint not null references tickets (id),
  raised_by bigint references users (id),
  raised_at bigint not null,
  raised_to bigint not null references users (id),
  why text,
  ended_at bigint,
  ended_by bigint
);
-- With the addressee: a list asks each of its rows for the last one.
create index escalations_ticket on escalations (ticket_id, id, raised_to);
-- At most one runs.
create unique index escalations_running on escalations (ticket_id) where ended_at is null;
create index escalations_waiting on escalations (raised_to, id) where ended_at is null;

create table comments (
  id @id primary key,
  ticket_id bigint not null references tickets (id),
  author bigint references users (id),
  at bigint not null,
  body text not null
);
create index comments_ticket on comments (ticket_id, id);

-- The words that go with a change, such as why a due date was moved: events name them.
create table remarks (
  id @id primary key,
  ticket_id bigint not null references tickets (id),
  words text not null
);
create index remarks_ticket on remarks (ticket_id, id);

insert into inquiry_types (id, name, description, search_words, due_days, position) values
  (1, 'Complaint', 'A customer is unhappy and says so', 'unhappy angry dissatisfied', 0, 10),
  (2, 'Account block', 'An account is blocked or should be', 'locked hold suspended', 0, 20),
  (3, 'Order status', 'Where is my order', 'where tracking shipped delivery late', 1, 30),
  (4, 'Change or cancel order', 'An order must change or stop', 'cancel modify amend stop', 1, 40),
  (5, 'Refund or credit', 'Money back or a credit note', 'refund credit money back chargeback', 1, 50),
  (6, 'Billing', 'A question about an invoice or payment', 'invoice payment charge card', 1, 60),
  (7, 'Website or log-in', 'The web site or the account log-in fails', 'password website login portal', 1, 70),
  (8, 'Return', 'Goods come back', 'return rma send back damaged', 2, 80),
  (9, 'Commission', 'A distributor asks about commission', 'bonus payout commission', 2, 90),
  (10, 'Enrolment', 'Somebody joins or should', 'join enroll signup new distributor', 2, 100),
  (11, 'Account change', 'Name, address or bank details change', 'address name bank update', 2, 110),
  (12, 'Product', 'A question about a product', 'item ingredient usage stock', 2, 120),
  (13, 'Promotion', 'A question about an offer', 'offer discount coupon campaign', 2, 130),
  (14, 'Tax slip', 'A tax form is missing or wrong', 'tax slip t4a 1099', 3, 140),
  (15, 'Other', 'Anything else, in words', 'other', 1, 1000);
insert into id_blocks (name, next) values ('inquiry_types', 16);
