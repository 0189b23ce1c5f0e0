-- What serving customers costs, as data. One model is in force ('actual'); the others are what-if copies.
create table differentiate.cost_model (
  cost_model_id int generated always as identity primary key,
  name          text not null,
  kind          text not null check (kind in ('actual', 'what-if')),
  definition    jsonb not null,
  version       int not null default 1,
  changed_by    text not null,
  created_at    timestamptz not null,
  changed_at    timestamptz not null,
  archived_at   timestamptz
);
create unique index cost_model_in_force on differentiate.cost_model (kind) where kind = 'actual';

-- Every version a model ever had: who changed which cost, and when.
create table differentiate.cost_model_version (
  cost_model_id int not null references differentiate.cost_model,
  version       int not null,
  definition    jsonb not null,
  changed_by    text not null,
  changed_at    timestamptz not null,
  primary key (cost_model_id, version)
);

-- How the profits of a snapshot were computed: the period, and the costs with their price at that time.
create table differentiate.profit_snapshot (
  snapshot_id bigint primary key references differentiate.value_snapshot on delete cascade,
  period      jsonb not null,
  model       jsonb not null,
  prices      jsonb not null
);

-- A model of repeat buying fitted to the history; the newest good one forecasts. Earlier ones are kept to compare.
create table differentiate.lifetime_fit (
  fit_id    bigint generated always as identity primary key,
  as_of     timestamptz not null,
  settings  jsonb not null,
  currency  text not null,
  fitted    jsonb,
  refusal   jsonb,
  fitted_at timestamptz not null,
  check ((fitted is null) <> (refusal is null))
);

-- Which fit a snapshot was forecast with, over how long, and with what share of margin.
create table differentiate.lifetime_snapshot (
  snapshot_id bigint primary key references differentiate.value_snapshot on delete cascade,
  fit_id      bigint not null references differentiate.lifetime_fit,
  forecast    jsonb not null
);
