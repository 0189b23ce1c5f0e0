create schema identify;
-- Keys are compared byte by byte (collate "C"): equality is all that is asked of them, and it is several times faster.

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

-- Files sent by people, kept in the data folder under the hash of their content; the latest name counts.
create table identify.upload (
  file_id     text primary key check (file_id ~ '^[0-9a-f]{64}$'),
  file_name   text not null,
  file_bytes  bigint not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null
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
  source_key text collate "C" not null,
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

-- Derived, as customer_of and customer are: normalised values by which two persons may be one customer,
-- kind email | phone | card. No foreign keys: rows are rewritten from person_record by one writer at a time.
create table identify.person_key (
  person_id bigint not null,
  kind      text collate "C" not null,
  value     text collate "C" not null,
  primary key (person_id, kind, value)
);
create index person_key_by_value on identify.person_key (kind, value);

-- Values carried by too many persons to identify anyone (a shop's own number): they join nobody.
create table identify.crowded_key (
  kind  text collate "C" not null,
  value text collate "C" not null,
  primary key (kind, value)
);

-- Only persons whose customer is not themselves. Mirrored to the warehouse dictionary customer_of.
create table identify.customer_of (
  person_id   bigint primary key,
  customer_id bigint not null
);
create index customer_of_by_customer on identify.customer_of (customer_id);

-- Numbers every mirrored row: the greatest wins in the warehouse. Drawn under the lock that serialises clustering.
create sequence identify.version;

-- The current picture of each customer (golden record): derived, can be rebuilt from persons at any time.
-- lineage names, for each field, the record it came from: {"email": [person_id, import_id, line]}.
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
  sort_name       text collate "C" not null,
  search_text     text not null,
  first_seen_at   timestamptz not null,
  changed_at      timestamptz not null,
  version         bigint not null
);
create index customer_search on identify.customer using gin (search_text gin_trgm_ops);
create index customer_by_city on identify.customer (lower(city));
-- Lists read in this order: nameless customers last.
create index customer_by_name on identify.customer ((sort_name = ''), sort_name, customer_id);

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
create unique index consent_by_line on identify.consent (import_id, line, person_id, channel, purpose, brand, status) where import_id is not null;

-- The rule of permission, in one place. For each customer, by `channel:purpose` or `channel:purpose:brand`: the latest
-- statement of each of her persons (a withdrawal before a grant of the same moment), then the strictest of those.
create function identify.consents_of(customers bigint[]) returns table (customer_id bigint, consents jsonb)
stable language sql as $$
  with member as (
    select id as customer_id, id as person_id from unnest(customers) as id
    union all
    select o.customer_id, o.person_id from identify.customer_of o where o.customer_id = any (customers)
  ), latest as (
    select distinct on (member.customer_id, member.person_id, c.channel, c.purpose, c.brand)
           member.customer_id, member.person_id, c.channel, c.purpose, c.brand, c.status, c.occurred_at, c.source
    from member join identify.consent c on c.person_id = member.person_id
    order by member.customer_id, member.person_id, c.channel, c.purpose, c.brand,
             c.occurred_at desc, (c.status = 'granted'), c.consent_id desc
  ), strictest as (
    select distinct on (customer_id, channel, purpose, brand) *
    from latest
    order by customer_id, channel, purpose, brand, (status = 'granted'), occurred_at desc, person_id
  )
  select customer_id,
         jsonb_object_agg(
           concat_ws(':', channel, purpose, nullif(brand, '')),
           jsonb_build_object('status', status, 'personId', person_id, 'source', source, 'at',
             to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
  from strictest group by customer_id
$$;

-- What each import said of a product; identify.product is derived from it: per field, the latest import that says something.
create table identify.product_record (
  sku         text collate "C" not null,
  import_id   bigint not null,
  recorded_at timestamptz not null,
  fields      jsonb not null,
  primary key (sku, import_id)
);
create index product_record_by_import on identify.product_record (import_id);

create table identify.product (
  sku        text collate "C" primary key,
  name       text,
  category   text,
  brand      text,
  price      numeric,
  cost       numeric,
  currency   text,
  other      jsonb not null default '{}',
  changed_at timestamptz not null
);

-- Campaigns and coupons run elsewhere, imported with their contacts; of two imports that tell of one, the later counts.
create table identify.outside_campaign (
  source_id    int not null references identify.source,
  campaign_key text not null,
  import_id    bigint not null,
  name         text,
  kind         text,
  starts_at    timestamptz,
  ends_at      timestamptz,
  other        jsonb not null default '{}',
  recorded_at  timestamptz not null,
  primary key (source_id, campaign_key, import_id)
);
create index outside_campaign_by_import on identify.outside_campaign (import_id);

create table identify.outside_coupon (
  source_id    int not null references identify.source,
  coupon_key   text not null,
  campaign_key text not null default '',
  sku          text not null default '',
  import_id    bigint not null,
  primary key (source_id, coupon_key, campaign_key, sku, import_id)
);
create index outside_coupon_by_import on identify.outside_coupon (import_id);
