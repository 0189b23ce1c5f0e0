create schema platform;
create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Rows bound for the warehouse, written in the transaction of what they tell. `batch` is set before a batch is
-- first sent, so that a crash sends the same batch again under the same deduplication token.
create table platform.outbox (
  outbox_id  bigint generated always as identity primary key,
  target     text not null,
  row        jsonb not null,
  batch      bigint,
  written_at timestamptz not null default now()
);
create index outbox_by_batch on platform.outbox (batch, outbox_id);
create sequence platform.outbox_batch;

-- Jobs as people see them; dispatch itself is graphile-worker's.
create table platform.job (
  job_id           uuid primary key,
  kind             text not null,
  key              text,
  payload          jsonb not null,
  state            text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done             bigint not null default 0,
  total            bigint,
  counts           jsonb not null default '{}',
  cursor           jsonb,
  attempts         int not null default 0,
  max_attempts     int not null,
  cancel_requested boolean not null default false,
  error            text,
  result           jsonb,
  worker           text,
  created_at       timestamptz not null,
  started_at       timestamptz,
  ended_at         timestamptz
);
create unique index job_live_key on platform.job (key) where state in ('waiting', 'running');
create index job_by_state on platform.job (state, created_at desc);

create table platform.worker (
  worker     text primary key,
  started_at timestamptz not null,
  seen_at    timestamptz not null
);

-- Everything configurable by people: pressure, holdouts, costs, calendars. Owners name their keys `module.setting`.
create table platform.setting (
  key        text primary key,
  value      jsonb not null,
  changed_at timestamptz not null default now(),
  changed_by text not null
);
