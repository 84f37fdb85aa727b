-- Who outside wants to hear of tasks. Secrets are encrypted with the key of the service.
create table webhook (
  id uuid primary key,
  tenant text not null references tenant (id),
  url text not null,
  events text[] not null check (cardinality(events) > 0),
  description text not null,
  enabled boolean not null,
  -- Why the service itself disabled it.
  disabled_reason text,
  secret bytea not null,
  -- Signs beside the other until it ends.
  previous_secret bytea,
  previous_secret_ends_at timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((previous_secret is null) = (previous_secret_ends_at is null)),
  check (not enabled or disabled_reason is null)
);
create index webhook_by_tenant on webhook (tenant, id);

-- What is or was to be sent, byte for byte.
create table webhook_delivery (
  id uuid primary key,
  webhook uuid not null references webhook (id) on delete cascade,
  -- What it tells of: TASK/SEQUENCE, or a ping.
  event text not null,
  type text not null,
  body text not null,
  state text not null check (state in ('pending', 'delivered', 'dead')),
  attempts int not null,
  -- While it is pending: not to be sent before.
  due_at timestamptz not null,
  attempted_at timestamptz,
  response_status int,
  response_excerpt text,
  error text,
  created_at timestamptz not null,
  ended_at timestamptz,
  unique (webhook, event),
  check ((state = 'pending') = (ended_at is null))
);
create index webhook_delivery_newest on webhook_delivery (webhook, id desc);
create index webhook_delivery_by_state on webhook_delivery (webhook, state, id desc);
create index webhook_delivery_ended on webhook_delivery (ended_at);

-- As scheduled_tasks: deliveries have a queue of their own, so that they wait for no agent.
create table webhook_job (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  primary key (task_name, task_instance)
);
create index webhook_job_due on webhook_job (execution_time);
create index webhook_job_heartbeat on webhook_job (last_heartbeat);
