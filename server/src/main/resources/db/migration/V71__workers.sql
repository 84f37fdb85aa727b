-- The instances that work on tasks, and whether each could begin one.
create table worker (
  name text primary key,
  seen_at timestamptz not null,
  -- Why it begins no task now, with the remedy; null while it has room.
  refusal text
);
