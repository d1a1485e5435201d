-- Who works here: call centres and their calendars, users, roles over named permissions, sessions.

create table calendars (
  id @id primary key,
  name text not null unique
);

-- Append-only: a change is a new version, so that every deadline can still be worked out as it was promised.
create table calendar_versions (
  id @id primary key,
  calendar_id bigint not null references calendars (id),
  body text not null,
  made_at bigint not null,
  made_by bigint
);
create index calendar_versions_newest on calendar_versions (calendar_id, id);

create table call_centres (
  id @id primary key,
  code text @ascii not null unique,
  name text not null,
  calendar_id bigint not null references calendars (id)
);

create table users (
  id @id primary key,
  user_name text @ascii not null,
  -- Lower case, so that CA-MChen and ca-mchen are one account.
  user_name_key text @ascii not null unique,
  display_name text not null,
  email text,
  call_centre_id bigint references call_centres (id),
  lead_id bigint references users (id),
  cover_id bigint references users (id),
  away_until bigint,
  language text not null,
  password_hash text,
  disabled_at bigint,
  created_at bigint not null,
  version bigint not null
);
create index users_lead on users (lead_id);
create index users_centre on users (call_centre_id);

create table roles (
  name text primary key
);

create table role_permissions (
  role text not null references roles (name),
  permission text not null,
  primary key (role, permission)
);

create table user_roles (
  user_id bigint not null references users (id),
  role text not null references roles (name),
  primary key (user_id, role)
);

create table sessions (
  -- SHA-256 of the token: the table alone opens no door.
  token_hash text primary key,
  user_id bigint not null references users (id),
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  peer text not null
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);

-- The code of the set-up page, hashed; the row goes when the first admin is made.
create table set_up_codes (
  one integer primary key check (one = 1),
  code_hash text not null,
  made_at bigint not null
);

insert into roles (name) values ('admin'), ('csr'), ('csr_lead');

insert into role_permissions (role, permission) values
  ('admin', 'people.administer'),
  ('admin', 'parties.import'),
  ('csr', 'parties.read'),
  ('csr', 'inquiries.work'),
  ('csr_lead', 'parties.read'),
  ('csr_lead', 'inquiries.work');
