create schema access;

create table access.account (
  account_id    int generated always as identity primary key,
  email         text not null,
  name          text not null,
  role          text not null check (role in ('admin', 'marketer', 'analyst', 'agent', 'reader')),
  password_hash text,
  language      text not null default 'fr',
  disabled_at   timestamptz,
  created_at    timestamptz not null
);
create unique index account_email on access.account (lower(email));

create table access.session (
  token_hash  text primary key,
  account_id  int not null references access.account on delete cascade,
  created_at  timestamptz not null,
  seen_at     timestamptz not null,
  expires_at  timestamptz not null
);

create table access.api_key (
  api_key_id  int generated always as identity primary key,
  name        text not null,
  role        text not null,
  token_hash  text not null unique,
  created_by  int references access.account,
  created_at  timestamptz not null,
  used_at     timestamptz,
  revoked_at  timestamptz
);

create table access.sign_in_attempt (
  subject      text not null,
  attempted_at timestamptz not null
);
create index sign_in_attempt_by_subject on access.sign_in_attempt (subject, attempted_at);

-- Append-only: nobody, the product included, changes or deletes a row.
create table access.audit (
  audit_id    bigint generated always as identity primary key,
  at          timestamptz not null,
  actor       text not null,
  act         text not null,
  subject     text,
  details     jsonb not null default '{}',
  ip          text
);
create index audit_by_time on access.audit (at desc);
create function access.refuse_change() returns trigger language plpgsql as
  $$ begin raise exception 'The audit log is append-only.'; end $$;
create trigger audit_append_only before update or delete on access.audit
  for each row execute function access.refuse_change();
