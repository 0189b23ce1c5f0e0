create schema differentiate;

-- A segment is a saved, versioned, readable condition over the attribute registry.
create table differentiate.segment (
  segment_id int generated always as identity primary key,
  name       text not null,
  condition  jsonb not null,
  version    int not null default 1,
  created_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  archived_at timestamptz
);
create unique index segment_name on differentiate.segment (lower(name)) where archived_at is null;

create table differentiate.segment_version (
  segment_id int not null references differentiate.segment,
  version    int not null,
  name       text not null,
  condition  jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (segment_id, version)
);

-- A run of the value computation; its figures are in the warehouse table customer_values under snapshot_id.
create table differentiate.value_snapshot (
  snapshot_id bigint generated always as identity primary key,
  as_of       timestamptz not null,
  settings    jsonb not null,
  currency    text not null,
  cuts        jsonb,
  customers   bigint,
  state       text not null check (state in ('running', 'done', 'failed')),
  created_at  timestamptz not null,
  ended_at    timestamptz
);
