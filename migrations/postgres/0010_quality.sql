-- One look at the records of a source: what is filled, valid, distinct, fresh, suspicious, by field. Derived: a scan writes it anew.
-- import_id null: the source as it stands (the latest record of each person); else what one import brought.
-- measures: {"email": {"filled": 10, "valid": 9, "distinct": 9, "fresh": 10, "suspicious": 1, "rules": {"email-role": 1}}}
create table identify.quality_scan (
  scan_id    bigint generated always as identity primary key,
  source_id  int not null references identify.source,
  import_id  bigint,
  state      text not null check (state in ('running', 'done')),
  settings   jsonb not null,
  records    bigint not null default 0,
  measures   jsonb not null default '{}',
  started_at timestamptz not null,
  ended_at   timestamptz
);
create index quality_scan_by_source on identify.quality_scan (source_id, scan_id);
create unique index quality_scan_of_import on identify.quality_scan (import_id) where import_id is not null;

-- Which record breaks which rule. No value is copied here: what was said, and what is proposed, are read from person_record.
create table identify.quality_finding (
  scan_id   bigint not null references identify.quality_scan on delete cascade,
  rule      text collate "C" not null,
  field     text collate "C" not null,
  person_id bigint not null,
  import_id bigint not null,
  line      bigint not null,
  primary key (scan_id, rule, field, person_id)
);

-- Findings set aside to be mended, by whoever owns the source.
create table identify.mend_list (
  list_id    bigint generated always as identity primary key,
  name       text not null,
  source_id  int not null references identify.source,
  created_by text not null,
  created_at timestamptz not null
);

create table identify.mend_item (
  list_id    bigint not null references identify.mend_list on delete cascade,
  person_id  bigint not null,
  rule       text collate "C" not null,
  field      text collate "C" not null,
  import_id  bigint not null,
  line       bigint not null,
  state      text not null check (state in ('open', 'mended', 'kept')),
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (list_id, person_id, rule, field)
);
