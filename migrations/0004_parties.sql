-- Distributors and customers, found by number, name or telephone.

create table parties (
  id @id primary key,
  -- A prospect has none: somebody who asked and is not in the system.
  number text,
  -- The number as it is compared: CA1001, ca1001 and CA 1001 are one party.
  number_key text @ascii unique,
  name text not null,
  -- Language-aware order as bytes; the two engines would sort the name differently.
  name_sort text @ascii not null,
  region text,
  contact text,
  email text,
  -- By which a prospect is recognised when they are imported.
  email_key text @ascii,
  phone text,
  -- The last ten digits: what a telephone system sends, with or without a country code.
  phone_key text @ascii,
  language text,
  status text not null check (status in ('active', 'inactive')),
  warning text,
  updated_at bigint not null,
  version bigint not null
);
-- The first page of all distributors; prospects are found by name and telephone only.
create index parties_sort on parties (name_sort, id) where number is not null;
create index parties_email on parties (email_key) where email_key is not null;
create index parties_prospects on parties (id) where number is null;
create index parties_phone on parties (phone_key) where phone_key is not null;

-- The folded words of the name, for a search by words in any order: from a word to its parties, and from a party to
-- its words, where a question has several.
create table party_words (
  word text @ascii not null,
  party_id bigint not null references parties (id),
  primary key (word, party_id)
);
create index party_words_party on party_words (party_id, word);

-- An import is staged whole before the first party changes, and finished by a job if it is interrupted.
create table party_imports (
  id @id primary key,
  file_name text not null,
  by_user bigint,
  state text not null check (state in ('staging', 'applying', 'done')),
  rows_total bigint not null,
  -- The cursor: the staged rows up to this line have had their effect, in the transaction that moved it.
  applied_line bigint not null,
  rows_applied bigint not null,
  added bigint not null,
  changed bigint not null,
  unchanged bigint not null,
  -- Of those added: known before as not in the system.
  attached bigint not null,
  started_at bigint not null,
  finished_at bigint
);
create index party_imports_applying on party_imports (id) where state = 'applying';

create table party_import_rows (
  import_id bigint not null references party_imports (id),
  line bigint not null,
  body text not null,
  primary key (import_id, line)
);
