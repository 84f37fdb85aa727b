-- Everything a task is made of. Wire names are camelCase; here they are snake_case.

create table tenant (
  id text primary key,
  created_at timestamptz not null default now()
);
insert into tenant (id) values ('default');

create table repository (
  id uuid primary key,
  tenant text not null references tenant (id),
  name text not null check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$'),
  location text not null,
  target_branch text not null,
  configuration jsonb not null,
  created_at timestamptz not null,
  archived_at timestamptz,
  unique (tenant, name)
);

-- Which status may follow which; the same table as TaskStatus, compared by a test.
create table task_transition (
  from_status text not null,
  to_status text not null,
  primary key (from_status, to_status)
);
insert into task_transition (from_status, to_status) values
  ('queued', 'analyzing'), ('queued', 'cancelled'),
  ('analyzing', 'planning'), ('analyzing', 'failed'), ('analyzing', 'cancelled'),
  ('planning', 'executing'), ('planning', 'failed'), ('planning', 'cancelled'),
  ('executing', 'verifying'), ('executing', 'planning'), ('executing', 'failed'),
  ('executing', 'cancelled'),
  ('verifying', 'learning'), ('verifying', 'executing'), ('verifying', 'approved'),
  ('verifying', 'pending_approval'), ('verifying', 'failed'), ('verifying', 'cancelled'),
  ('learning', 'pending_approval'), ('learning', 'approved'), ('learning', 'completed'),
  ('pending_approval', 'approved'), ('pending_approval', 'rejected'),
  ('pending_approval', 'executing'), ('pending_approval', 'verifying'),
  ('pending_approval', 'cancelled'),
  ('approved', 'completed'), ('approved', 'verifying'), ('approved', 'deployment_failed'),
  ('approved', 'rolling_back'),
  ('completed', 'rolling_back'),
  ('rejected', 'rolled_back'),
  ('deployment_failed', 'approved'), ('deployment_failed', 'rolling_back'),
  ('rolling_back', 'rolled_back'), ('rolling_back', 'completed'),
  ('rolling_back', 'rollback_failed'),
  ('rollback_failed', 'rolling_back');

create table task (
  id uuid primary key,
  tenant text not null references tenant (id),
  repository uuid not null references repository (id),
  description text not null check (length(description) between 1 and 20000),
  request jsonb not null,
  priority smallint not null,
  status text not null check (status in (
    'queued', 'analyzing', 'planning', 'executing', 'verifying', 'learning', 'pending_approval',
    'approved', 'completed', 'rejected', 'deployment_failed', 'rolling_back', 'rollback_failed',
    'failed', 'cancelled', 'rolled_back')),
  details jsonb not null,
  -- Raised at each claim and at each decision that takes the task from its worker.
  epoch bigint not null default 0,
  -- The number of the task's newest event.
  sequence bigint not null default 0,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index task_newest on task (tenant, id desc);
create index task_by_status on task (tenant, status, id desc);
create index task_by_repository on task (repository, id desc);

create function refuse_unknown_transition() returns trigger language plpgsql as $$
begin
  if new.status <> old.status and not exists (
      select from task_transition where from_status = old.status and to_status = new.status) then
    raise exception 'task % cannot go from % to %', new.id, old.status, new.status
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger task_transition_known before update of status on task
  for each row execute function refuse_unknown_transition();

create table event (
  task uuid not null references task (id),
  sequence bigint not null check (sequence > 0),
  at timestamptz not null,
  type text not null,
  data jsonb not null,
  primary key (task, sequence)
);

-- The conversations of a task, message by message, exactly as they are sent.
create table message (
  task uuid not null references task (id),
  conversation text not null,
  position int not null check (position >= 0),
  -- The part of the job it belongs to, such as analyze or execute/2.
  part text not null,
  role text not null check (role in ('user', 'assistant')),
  json text not null,
  -- Of assistant messages: what the turn used and cost.
  usage jsonb,
  model text,
  request_id text,
  cost_usd numeric(14, 8),
  created_at timestamptz not null,
  primary key (task, conversation, position)
);

-- Results of tool calls, written as each one ends, so that a restart in between loses none.
create table tool_result (
  task uuid not null references task (id),
  conversation text not null,
  call_id text not null,
  text text not null,
  error boolean not null,
  created_at timestamptz not null,
  primary key (task, conversation, call_id)
);

-- Messages a person sent to a running task, taken up at its next turn.
create table steering (
  id uuid primary key,
  task uuid not null references task (id),
  text text not null,
  sent_by text not null,
  sent_at timestamptz not null,
  taken_at timestamptz
);
create index steering_waiting on steering (task, sent_at) where taken_at is null;

create table report (
  id uuid primary key,
  task uuid not null references task (id),
  title text not null,
  markdown text not null,
  created_at timestamptz not null
);
create index report_by_task on report (task, created_at);

create extension if not exists pg_trgm;

create table learning (
  id uuid primary key,
  tenant text not null references tenant (id),
  repository uuid not null references repository (id),
  task uuid not null references task (id),
  task_text text not null,
  success boolean not null,
  patterns text[] not null,
  improvements text[] not null,
  created_at timestamptz not null,
  searchable text not null,
  search tsvector generated always as (to_tsvector('english', searchable)) stored
);
create index learning_newest on learning (tenant, id desc);
create index learning_search on learning using gin (search);
create index learning_similar on learning using gin (searchable gin_trgm_ops);

-- Which learnings a task was given.
create table learning_use (
  learning uuid not null references learning (id),
  task uuid not null references task (id),
  primary key (learning, task)
);

-- Append-only: the role of the service can neither update nor delete here.
create table audit (
  sequence bigint primary key,
  tenant text not null,
  at timestamptz not null,
  actor text not null,
  address text not null,
  action text not null,
  subject text not null,
  detail jsonb not null,
  previous_hash text not null,
  hash text not null
);
create index audit_by_tenant on audit (tenant, sequence desc);

create table idempotency (
  tenant text not null,
  actor text not null,
  key text not null,
  fingerprint text not null,
  status int,
  answer text,
  location text,
  created_at timestamptz not null,
  primary key (tenant, actor, key)
);

-- Verification of a base tree, kept so that it is not run again for each task.
create table verification (
  repository uuid not null references repository (id),
  tree text not null,
  commands_hash text not null,
  outcome jsonb not null,
  created_at timestamptz not null,
  primary key (repository, tree, commands_hash)
);

create table scheduled_tasks (
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
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_due on scheduled_tasks (execution_time);
create index scheduled_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_priority on scheduled_tasks (priority desc, execution_time asc);

-- Whoever stopped everything of a tenant; no row while nothing is stopped.
create table emergency_stop (
  tenant text primary key references tenant (id),
  stopped_by text not null,
  stopped_at timestamptz not null,
  reason text
);
