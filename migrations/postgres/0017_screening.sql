-- One look at rented or exchanged files against the base (repoussoir): counts, licence and cost. Nobody of the files is kept here.
create table identify.screening (
  screening_id bigint generated always as identity primary key,
  state        text not null check (state in ('waiting', 'running', 'done', 'failed')),
  files        jsonb not null,
  channel      text not null,
  licence      jsonb not null,
  counts       jsonb not null default '{}',
  cost         numeric,
  error        text,
  job_id       uuid,
  created_by   text not null,
  created_at   timestamptz not null,
  ended_at     timestamptz
);

-- Salted hashes of what identifies the lines of a screening: within one, to know a line that comes twice; of licences for one use, kept to
-- know the list again.
create table identify.screening_key (
  screening_id bigint not null references identify.screening on delete cascade,
  key          bigint not null,
  primary key (screening_id, key)
);
create index screening_key_by_key on identify.screening_key (key);
