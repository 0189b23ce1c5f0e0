-- Value by the months since the last purchase, as a snapshot found it, or why it could not be told. Snapshots of before this table have none.
create table differentiate.recency_snapshot (
  snapshot_id bigint primary key references differentiate.value_snapshot on delete cascade,
  found       jsonb,
  refusal     jsonb,
  check ((found is null) <> (refusal is null))
);
