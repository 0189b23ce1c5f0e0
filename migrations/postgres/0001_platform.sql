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

-- Rows the warehouse will not have, out of the way of the others; mended and sent again by hand.
create table platform.outbox_refused (
  outbox_id  bigint primary key,
  target     text not null,
  row        jsonb not null,
  reason     text not null,
  written_at timestamptz not null,
  refused_at timestamptz not null default now()
);

-- Jobs as people see them; dispatch itself is graphile-worker's. `runs` counts every start and is what a worker holds a
-- job by: one whose number has been overtaken writes nothing more. `attempts` starts again at each checkpoint.
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
  runs             int not null default 0,
  cancel_requested boolean not null default false,
  error            text,
  result           jsonb,
  worker           text,
  created_at       timestamptz not null,
  run_at           timestamptz not null,
  started_at       timestamptz,
  ended_at         timestamptz
);
create unique index job_live_key on platform.job (key) where state in ('waiting', 'running');
create index job_by_state on platform.job (state, created_at desc);
create index job_by_age on platform.job (created_at desc, job_id);

-- Who runs jobs. Each holds the advisory lock 'chacun:worker:<worker>' as long as it lives; `dispatcher` is its name
-- in graphile-worker's locks.
create table platform.worker (
  worker     text primary key,
  dispatcher text,
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

-- Names this installation, so that what it sends elsewhere is never mistaken for another's.
insert into platform.setting (key, value, changed_by)
values ('platform.installation', to_jsonb(gen_random_uuid()::text), 'chacun');
