-- What a host has made of a pull request is evidence of its own.
alter table evidence drop constraint evidence_kind_check;
alter table evidence add constraint evidence_kind_check
  check (kind in ('change', 'rollback', 'landing'));
