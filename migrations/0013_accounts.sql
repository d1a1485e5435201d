-- One-time codes that an administrator gives somebody who has no password, or has forgotten it; hashed, one for each account.
create table sign_in_codes (
  user_id bigint primary key references users (id),
  code_hash text not null,
  made_at bigint not null,
  made_by bigint references users (id),
  expires_at bigint not null
);

-- For whom somebody stands in.
create index users_cover on users (cover_id);
