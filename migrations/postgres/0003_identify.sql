create schema identify;

-- Where records come from: a till, a web shop, a rented file.
create table identify.source (
  source_id  int generated always as identity primary key,
  name       text not null unique,
  created_at timestamptz not null
);

-- How a source's files are read. A change is a new version; imports keep the version they used.
create table identify.mapping (
  mapping_id int generated always as identity primary key,
  source_id  int not null references identify.source,
  name       text not null,
  version    int not null,
  definition jsonb not null,
  created_at timestamptz not null,
  unique (source_id, name, version)
);

create table identify.import (
  import_id   bigint generated always as identity primary key,
  source_id   int not null references identify.source,
  mapping_id  int not null references identify.mapping,
  file_name   text not null,
  file_path   text not null,
  file_bytes  bigint not null,
  file_sha256 text not null,
  options     jsonb not null default '{}',
  state       text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
  read        bigint not null default 0,
  accepted    bigint not null default 0,
  rejected    bigint not null default 0,
  duplicate   bigint not null default 0,
  repeats     bigint not null default 0,
  error       text,
  job_id      uuid,
  created_by  text not null,
  created_at  timestamptz not null,
  ended_at    timestamptz,
  undone_at   timestamptz
);

-- A chunk is 'planned' in the transaction that stores its people and rejects, 'done' once the warehouse has its facts.
create table identify.import_chunk (
  import_id  bigint not null references identify.import,
  chunk      int not null,
  state      text not null check (state in ('planned', 'done')),
  first_line bigint not null,
  last_line  bigint not null,
  cursor     jsonb not null,
  read       int not null,
  accepted   int not null,
  rejected   int not null,
  duplicate  int not null,
  repeats    int not null,
  primary key (import_id, chunk)
);

create table identify.import_reject (
  import_id   bigint not null references identify.import,
  chunk       int not null,
  line        bigint not null,
  column_name text,
  code        text not null,
  message     text not null,
  content     text not null,
  primary key (import_id, line)
);

-- One record of a person in one source: immutable id; facts carry it and are never rewritten.
create table identify.person (
  person_id  bigint generated always as identity primary key,
  source_id  int not null references identify.source,
  source_key text not null,
  created_at timestamptz not null,
  unique (source_id, source_key)
);

-- What a source said of a person, each time it said it. The latest (recorded_at, import_id, line) is current.
-- A person known only from orders has no record.
create table identify.person_record (
  person_id   bigint not null references identify.person,
  import_id   bigint not null,
  chunk       int not null,
  line        bigint not null,
  recorded_at timestamptz not null,
  fields      jsonb not null,
  primary key (person_id, import_id, line)
);
create index person_record_by_import on identify.person_record (import_id, chunk);

-- Which imports mention a person at all (records or facts): what undo needs to know whom to forget.
create table identify.person_mention (
  person_id bigint not null references identify.person,
  import_id bigint not null,
  primary key (import_id, person_id)
);
create index person_mention_by_person on identify.person_mention (person_id);

-- Normalised values by which two persons may be one customer: kind email | phone | card.
create table identify.person_key (
  person_id bigint not null references identify.person,
  kind      text not null,
  value     text not null,
  primary key (person_id, kind, value)
);
create index person_key_by_value on identify.person_key (kind, value);

-- Only persons whose customer is not themselves. Mirrored to the warehouse dictionary customer_of.
create table identify.customer_of (
  person_id   bigint primary key references identify.person,
  customer_id bigint not null
);
create index customer_of_by_customer on identify.customer_of (customer_id);

-- The current picture of each customer (golden record): derived, can be rebuilt from persons at any time.
create table identify.customer (
  customer_id     bigint primary key,
  civility        text,
  given_name      text,
  family_name     text,
  email           text,
  phone           text,
  birth_date      date,
  street          text,
  postcode        text,
  city            text,
  country         text,
  card_number     text,
  other           jsonb not null default '{}',
  lineage         jsonb not null default '{}',
  persons         int not null,
  sources         int[] not null,
  consents        jsonb not null default '{}',
  search_text     text not null,
  first_seen_at   timestamptz not null,
  changed_at      timestamptz not null,
  version         bigint not null
);
create index customer_search on identify.customer using gin (search_text gin_trgm_ops);
create index customer_by_name on identify.customer (family_name, given_name, customer_id);

-- Append-only: every permission given or withdrawn, with its evidence.
create table identify.consent (
  consent_id  bigint generated always as identity primary key,
  person_id   bigint not null references identify.person,
  channel     text not null,
  purpose     text not null,
  brand       text not null default '',
  status      text not null check (status in ('granted', 'withdrawn')),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  source      text not null,
  import_id   bigint,
  chunk       int,
  line        bigint,
  evidence    jsonb not null default '{}'
);
create index consent_by_person on identify.consent (person_id, channel, purpose, occurred_at);
create unique index consent_by_line on identify.consent (import_id, line, person_id, channel, purpose, brand) where import_id is not null;

create table identify.product (
  sku        text primary key,
  name       text,
  category   text,
  brand      text,
  price      numeric,
  cost       numeric,
  currency   text,
  other      jsonb not null default '{}',
  import_id  bigint,
  changed_at timestamptz not null
);

-- Campaigns and coupons run elsewhere and imported with their contacts.
create table identify.outside_campaign (
  source_id   int not null references identify.source,
  campaign_key text not null,
  name        text,
  kind        text,
  starts_at   timestamptz,
  ends_at     timestamptz,
  other       jsonb not null default '{}',
  import_id   bigint not null,
  primary key (source_id, campaign_key)
);
create table identify.outside_coupon (
  source_id    int not null references identify.source,
  coupon_key   text not null,
  campaign_key text not null default '',
  sku          text not null default '',
  import_id    bigint not null,
  chunk        int not null,
  line         bigint not null,
  primary key (source_id, coupon_key, campaign_key, sku)
);
