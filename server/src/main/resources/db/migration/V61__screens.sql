-- What lists are filtered and statistics are summed by, without unpacking the details of each task.
alter table task add column cost_usd numeric
  generated always as ((details #>> '{spending,costUsd}')::numeric) stored;

-- Who withheld a learning from later tasks.
alter table learning
  add column disabled_by text,
  add column disabled_at timestamptz,
  add column disabled_reason text,
  add constraint learning_disabled_by_somebody check ((disabled_by is null) = (disabled_at is null));
