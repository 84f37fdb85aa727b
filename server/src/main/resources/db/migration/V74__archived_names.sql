-- A repository that is archived keeps its row for the tasks that name it; its name can be given to
-- another one at another place.
alter table repository drop constraint repository_tenant_name_key;
create unique index repository_name on repository (tenant, name) where archived_at is null;
create index repository_archived on repository (tenant, name) where archived_at is not null;
