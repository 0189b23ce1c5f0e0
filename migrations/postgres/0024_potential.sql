-- How the potential of a snapshot was found: the traits used, how they were judged, or why those alike could not tell.
create table differentiate.potential_snapshot (
  snapshot_id bigint primary key references differentiate.value_snapshot on delete cascade,
  settings    jsonb not null,
  likeness    jsonb,
  refusal     jsonb,
  check ((likeness is null) <> (refusal is null))
);
