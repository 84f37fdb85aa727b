-- What people and tenants have asked for, over all instances, since the row is there; instances compare
-- it with what they saw last. Not worth a write to the log: after a crash counting begins anew.
create unlogged table rate_use (
  key text primary key check (key ~ '^[0-9a-f]{64}$'),
  total bigint not null,
  touched_at timestamptz not null
);
create index rate_use_age on rate_use (touched_at);
