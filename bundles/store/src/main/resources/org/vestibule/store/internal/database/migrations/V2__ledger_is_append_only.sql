-- SPDX-License-Identifier: Apache-2.0
-- A line of the ledger is not changed and not deleted. H2 has no trigger without a class of ours on its own class path, so
-- foreign keys do it: each row here refers to all that a line says, and the database refuses to change what is referred to.

alter table consent add constraint consent_as_given
  unique (id, subject, purpose, text_version, text_sha256, language, channel, sealed, given_at, given_by);

create table consent_given (
  id uuid primary key,
  subject uuid not null,
  purpose varchar(16) not null,
  text_version varchar(64) not null,
  text_sha256 char(64) not null,
  language varchar(16) not null,
  channel varchar(16) not null,
  sealed varbinary(4096) not null,
  given_at timestamp(3) with time zone not null,
  given_by varchar(128) not null,
  foreign key (id, subject, purpose, text_version, text_sha256, language, channel, sealed, given_at, given_by)
    references consent (id, subject, purpose, text_version, text_sha256, language, channel, sealed, given_at, given_by)
);

alter table consent add constraint consent_as_withdrawn unique (id, withdrawn_at, withdrawn_by);

create table consent_withdrawn (
  id uuid primary key,
  withdrawn_at timestamp(3) with time zone not null,
  withdrawn_by varchar(128) not null,
  foreign key (id, withdrawn_at, withdrawn_by) references consent (id, withdrawn_at, withdrawn_by)
);
