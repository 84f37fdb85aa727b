-- What the service saw when it verified a change or its revert, exactly as it is hashed and served.
create table evidence (
  task uuid not null references task (id),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('change', 'rollback')),
  record text not null,
  created_at timestamptz not null,
  primary key (task, hash)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a record of % is never changed or deleted', tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
create trigger evidence_immutable before update or delete on evidence
  for each statement execute function refuse_change();
