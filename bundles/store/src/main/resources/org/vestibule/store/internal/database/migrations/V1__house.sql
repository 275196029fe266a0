-- SPDX-License-Identifier: Apache-2.0
-- Everything that means something to a person is in a column named sealed: bytes that only the vault opens.

-- A person under their pseudonym. The row outlives the person as a tombstone: then only id and the times are left.
create table subject (
  id uuid primary key,
  lookup varbinary(32) unique,          -- index('person-id', id of the person); null once erased
  created_at timestamp(3) with time zone not null,
  erased_at timestamp(3) with time zone,
  check ((lookup is null) = (erased_at is not null))
);

-- Somebody who lives or works here. No biometrics: those are records, and need consent.
create table person (
  subject uuid primary key references subject (id),
  code varbinary(32) unique,            -- index('code', code)
  sealed varbinary(65536) not null,     -- id, name, unit, doors
  last_day date,
  last_seen date,
  suspended_at timestamp(3) with time zone,
  suspended_why varchar(64),
  check ((suspended_at is null) = (suspended_why is null))
);

-- The ledger: nothing in it is deleted, and nothing changed but the withdrawal that is noted once.
create table consent (
  id uuid primary key,
  subject uuid not null references subject (id),
  purpose varchar(16) not null check (purpose in ('unlock', 'visit-log', 'training', 'recordings')),
  text_version varchar(64) not null,
  text_sha256 char(64) not null,
  language varchar(16) not null,
  channel varchar(16) not null check (channel in ('paper', 'e-signature', 'own-account')),
  sealed varbinary(4096) not null,      -- the signature
  given_at timestamp(3) with time zone not null,
  given_by varchar(128) not null,
  withdrawn_at timestamp(3) with time zone,
  withdrawn_by varchar(128),
  unique (id, subject, purpose),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);

-- The consents in force, one for each person and purpose. What is held of a person hangs on it.
create table allowance (
  subject uuid not null,
  purpose varchar(16) not null,
  consent uuid not null,
  primary key (subject, purpose),
  foreign key (consent, subject, purpose) references consent (id, subject, purpose)
);

-- What is held of a person by consent. Without an allowance a row cannot be written; with it, it goes.
create table record (
  id uuid primary key,
  subject uuid not null,
  purpose varchar(16) not null,
  kind varchar(16) not null,
  made_at timestamp(3) with time zone not null,
  sealed varbinary(16777216) not null,
  foreign key (subject, purpose) references allowance (subject, purpose) on delete cascade,
  check (
    (kind in ('template', 'negative') and purpose = 'unlock')
    or (kind = 'photo' and purpose = 'recordings')
    or (kind in ('transcript', 'visit') and purpose = 'visit-log')
    or (kind = 'utterance' and purpose = 'training')
  )
);
create index record_by_kind on record (kind, made_at);

-- Receipts of erasures; they name nobody.
create table receipt (
  id uuid primary key,
  subject uuid not null references subject (id),
  at timestamp(3) with time zone not null,
  finished boolean not null,            -- false: begun, and to be gone on with after a crash
  json varchar(65536) not null
);

-- What bundles keep for the house.
create table shelf (
  shelf varchar(64) not null,
  item varchar(64) not null,
  sealed varbinary(2097152) not null,
  primary key (shelf, item)
);
