-- What a host has made of a pull request is evidence of its own.
alter table evidence drop constraint evidence_kind_check;
alter table evidence add constraint evidence_kind_check
  check (kind in ('change', 'rollback', 'landing'));

-- What checks wrote, as far as it was kept, by its SHA-256; evidence refers to it where it shows
-- less.
create table check_log (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  log text not null,
  created_at timestamptz not null
);
