-- SPDX-License-Identifier: Apache-2.0
-- The visits that are over. A story names nobody: where it had a name it has a mark, and what the mark stands for is a
-- record of that person, which needs their consent and goes with it. So does the line that leads from the story to it.
create table visit_story (
  id varchar(63) primary key,
  opened_at timestamp(9) with time zone not null,
  sealed varbinary(1048576) not null    -- by the house's key
);
create index visit_story_by_time on visit_story (opened_at, id);

create table visit_mention (
  visit varchar(63) not null references visit_story (id) on delete cascade,
  record uuid not null references record (id) on delete cascade,
  primary key (visit, record)
);

-- A picture of a visit that names nobody is sealed by the house's key; of one that names somebody it is that person's
-- record, which needs their consent to recordings and goes with it.
create table visit_picture (
  visit varchar(63) not null references visit_story (id) on delete cascade,
  place smallint not null,
  captured_at timestamp(9) with time zone not null,
  record uuid references record (id) on delete cascade,
  sealed varbinary(131072),
  primary key (visit, place),
  check ((record is null) <> (sealed is null))
);
create index visit_picture_by_time on visit_picture (captured_at);

-- What somebody said was wrong in a visit. It names nobody, and goes with the story.
create table visit_correction (
  visit varchar(63) not null references visit_story (id) on delete cascade,
  kind varchar(32) not null,
  said_at timestamp(9) with time zone not null,
  sealed varbinary(1024),    -- what the visitor wanted, by the house's key
  primary key (visit, kind)
);
