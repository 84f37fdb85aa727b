-- What opaque codes stand for: the console's sessions, sign-in links, tickets of streams. Of a code
-- only the SHA-256 is kept.
create table access_grant (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  purpose text not null check (purpose in ('SESSION', 'SIGN_IN', 'STREAM')),
  -- The task of a stream; empty for the others.
  subject text not null,
  actor text not null,
  tenant text not null,
  roles text[] not null,
  -- When the token ends that it was given for.
  principal_expires_at timestamptz not null,
  first_use_by timestamptz not null,
  expires_at timestamptz not null
);
create index access_grant_end on access_grant (expires_at);
