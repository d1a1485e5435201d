-- Departments, call centres that are changed in the browser, and what was said about the first steps of a desk.

-- A department says where somebody works. It gives no access to anything.
create table departments (
  id @id primary key,
  name text not null,
  -- The folded name: two that only case, accents or punctuation tell apart are one.
  name_key text @ascii not null unique,
  -- Since when nobody new is put into it; who is in it stays.
  retired_at bigint,
  version bigint not null default 1
);
insert into departments (id, name, name_key) values
  (1, 'Customer Service', 'customer service'),
  (2, 'IT Service', 'it service'),
  (3, 'QA', 'qa'),
  (4, 'Warehouse', 'warehouse'),
  (5, 'Shipping', 'shipping'),
  (6, 'Finance', 'finance');
insert into id_blocks (name, next) values ('departments', 7);

create table user_departments (
  user_id bigint not null references users (id),
  department_id bigint not null references departments (id),
  primary key (user_id, department_id)
);
create index user_departments_of on user_departments (department_id, user_id);

-- Counts changes: what a form is drawn from.
alter table call_centres add column version bigint not null default 1;

-- What whoever administers said of a first step: that it is right as it is, or that this desk goes without.
create table first_steps (
  point text primary key,
  said text not null check (said in ('right', 'skipped')),
  said_at bigint not null,
  said_by bigint references users (id)
);
-- A desk that works already is not led through its set-up.
insert into first_steps (point, said, said_at)
select p.point, 'right', t.at from (select max(created_at) as at from tickets) t
cross join (select 'call_centre' as point union all select 'departments' union all select 'types') p
where t.at is not null;
