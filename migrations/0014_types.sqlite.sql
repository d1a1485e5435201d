-- Inquiry types that people edit, order, bring in from a file and review.
alter table inquiry_types add column group_name text not null default '';
-- The folded name: two types that only case, accents or punctuation tell apart are one.
alter table inquiry_types add column name_key text @ascii not null default '';
alter table inquiry_types add column version bigint not null default 1;
update inquiry_types set name_key = lower(replace(name, '-', ' '));
-- However many there will be, "Other" stands last.
update inquiry_types set position = 1000000 where id = 15;
create unique index inquiry_types_key on inquiry_types (name_key);

-- The list as a whole, in one row: its version goes up with every change of any type, so that a file that was compared with
-- it is not applied to another one.
create table inquiry_type_list (
  one integer primary key check (one = 1),
  version bigint not null,
  reviewed_at bigint,
  reviewed_by bigint references users (id)
);
insert into inquiry_type_list (one, version) values (1, 1);

insert into role_permissions (role, permission) values ('admin', 'inquiries.types');

-- How many tickets each type had since a day.
create index tickets_typed on tickets (type_id, created_at);
insert into sqlite_stat1 (tbl, idx, stat) values ('tickets', 'tickets_typed', '1000000 66667 1');
-- Connections read that with the schema: a change of it makes those that are open read anew.
create table plans_told (one integer);
drop table plans_told;
