-- How the contracts of a snapshot were forecast: the model, how it did on renewals held out, or why there is none.
create table differentiate.contract_snapshot (
  snapshot_id bigint primary key references differentiate.value_snapshot on delete cascade,
  settings    jsonb not null,
  fitted      jsonb,
  refusal     jsonb,
  check ((fitted is null) <> (refusal is null))
);
