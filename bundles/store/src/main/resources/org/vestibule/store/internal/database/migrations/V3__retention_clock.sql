-- SPDX-License-Identifier: Apache-2.0
-- What both clocks said when retention last ran and believed them. One row at most.
create table retention_clock (
  one integer primary key check (one = 1),
  wall timestamp(3) with time zone not null,
  monotonic bigint not null,            -- nanoseconds; means something within the same boot only
  boot varchar(64) not null
);
