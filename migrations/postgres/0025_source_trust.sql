-- Derived: by field, how often each source is right where it speaks of somebody another source speaks of too.
create table identify.source_trust (
  field        text not null,
  source_id    int not null references identify.source,
  accuracy     float8 not null,
  compared     int not null,
  wrong_values float8 not null,
  learnt_at    timestamptz not null,
  primary key (field, source_id)
);
