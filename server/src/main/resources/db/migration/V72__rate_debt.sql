-- What is missing from a full bucket over all instances, as of touched_at, and how much of it comes back
-- each second: an instance that meets a key for the first time takes it off its own, full one.
alter table rate_use
  add column debt double precision not null default 0,
  add column per_second double precision not null default 0;
