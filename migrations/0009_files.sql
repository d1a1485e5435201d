-- Files on tickets. A row names content by its hash; the content lies in the store once, however many rows name it.

create table files (
  id @id primary key,
  -- Null while it waits for the ticket that its form will open.
  ticket_id bigint references tickets (id),
  -- The form in which it waits.
  form text,
  name text not null,
  size bigint not null check (size > 0),
  hash text @ascii not null,
  -- What its first bytes are, where a browser may show it; null is anything else, and always a download.
  raster text check (raster in ('png', 'jpeg', 'gif', 'webp', 'avif')),
  -- The hash of its small picture.
  thumbnail text @ascii,
  -- Null where the desk itself did it.
  uploaded_by bigint references users (id),
  uploaded_at bigint not null,
  -- The row stays, as history says the name; the content goes when no other row names it.
  removed_at bigint
);
create index files_ticket on files (ticket_id, id);
create index files_waiting on files (uploaded_by, id) where ticket_id is null;
create index files_abandoned on files (uploaded_at) where ticket_id is null;
-- What the sweep asks of each content, and what doctor walks.
create index files_hash on files (hash);
create index files_thumbnail on files (thumbnail) where thumbnail is not null;
