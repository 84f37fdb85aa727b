-- What is still kept of a task. Its row, evidence, reports, learnings and audit stay for good.
alter table task
  -- Events up to this number are gone, but for those that tell of its status.
  add column events_trimmed_until bigint not null default 0,
  add column events_kept boolean not null default true,
  add column conversations_kept boolean not null default true;

-- A task that goes on has something to be trimmed again.
create function keep_again() returns trigger language plpgsql as $$
begin
  new.events_kept := true;
  new.conversations_kept := true;
  return new;
end $$;
create trigger task_kept_again before update of status on task
  for each row when (new.status <> old.status) execute function keep_again();

-- Without a column that each event changes: the updates of a running task stay cheap.
create index task_with_events on task (id)
  where events_kept and status in ('completed', 'failed', 'cancelled', 'rolled_back');
create index task_with_conversations on task (id)
  where conversations_kept and status in ('completed', 'failed', 'cancelled', 'rolled_back');

create index idempotency_age on idempotency (created_at);
create index verification_age on verification (created_at);
