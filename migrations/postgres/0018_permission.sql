-- Whoever answers for the protection of data.
alter table access.account drop constraint account_role_check;
alter table access.account add constraint account_role_check
  check (role in ('admin', 'privacy', 'marketer', 'analyst', 'agent', 'reader'));

-- Whether a text tells all the words of one of the groups, whatever their case: [["anna@x.fr"], ["anna", "durand"]].
create function platform.tells(content text, groups jsonb) returns boolean immutable language sql as $$
  select exists (
    select from jsonb_array_elements(groups) as g
    where not exists (select from jsonb_array_elements_text(g) as word where strpos(lower(content), lower(word)) = 0))
$$;

-- Marks stand for values that may not be kept: a salted SHA-256. The salt is this installation's own.
create table identify.mark_salt (
  only_one boolean primary key default true check (only_one),
  salt     text not null
);
insert into identify.mark_salt (salt) values (gen_random_uuid()::text || gen_random_uuid()::text);
create function identify.mark(kind text, value text) returns bytea stable language sql as $$
  select sha256(convert_to((select salt from identify.mark_salt) || ':' || kind || ':' || value, 'UTF8'))
$$;

-- Erasing one customer. `subject` is what she is found by while it lasts, and is emptied at its end: numbers are all that stays.
create table identify.erasure (
  erasure_id  uuid primary key,
  customer_id bigint not null,
  person_ids  bigint[] not null,
  reason      text not null check (reason in ('request', 'retention', 'restored')),
  state       text not null check (state in ('running', 'done')),
  subject     jsonb,
  counts      jsonb not null default '{}',
  asked_by    text not null,
  asked_at    timestamptz not null,
  ended_at    timestamptz,
  check (state = 'running' or subject is null)
);
create unique index erasure_live on identify.erasure (customer_id) where state = 'running';

-- By what an erased person would come back: the key of her source ('key'), her e-mail, her card. Kept as marks.
create table identify.tombstone (
  kind       text not null check (kind in ('key', 'email', 'card')),
  hash       bytea not null,
  erasure_id uuid not null references identify.erasure,
  primary key (kind, hash)
);
create index tombstone_by_erasure on identify.tombstone (erasure_id);

-- Lines about people who were erased: their facts are nobody's, what they say of the person is not stored.
alter table identify.import add column erased bigint not null default 0;

-- What people ask of their data, and what was done about it. An erasure empties `details`.
create table identify.data_request (
  request_id       bigint generated always as identity primary key,
  kind             text not null check (kind in ('access', 'rectification', 'objection', 'portability', 'erasure')),
  customer_id      bigint not null,
  received_on      date not null,
  due_on           date not null,
  extended_because text,
  owner            text,
  state            text not null check (state in ('open', 'running', 'done', 'refused')),
  details          jsonb not null default '{}',
  erasure_id       uuid references identify.erasure,
  created_by       text not null,
  created_at       timestamptz not null,
  ended_at         timestamptz
);
create index data_request_by_due on identify.data_request (due_on, request_id) where state in ('open', 'running');
create index data_request_by_customer on identify.data_request (customer_id);

-- The proof: what was done, when, by whom. Only ever added to. Details carry numbers and hashes, never personal data.
create table identify.data_request_step (
  step_id    bigint generated always as identity primary key,
  request_id bigint not null references identify.data_request,
  act        text not null,
  details    jsonb not null default '{}',
  by         text not null,
  at         timestamptz not null
);
create index data_request_step_by_request on identify.data_request_step (request_id, step_id);

-- What people read when they said yes or no. A changed wording is a new version; none is ever rewritten.
create table identify.consent_wording (
  wording_id bigint generated always as identity primary key,
  name       text not null,
  version    int not null,
  language   text not null check (language in ('fr', 'en')),
  content    text not null,
  created_by text not null,
  created_at timestamptz not null,
  unique (name, version)
);

-- Lists of people who object to being contacted (in the manner of Bloctel): values as marks, good until the list expires.
create table identify.opposition_list (
  list_id     int generated always as identity primary key,
  name        text not null unique,
  channels    text[] not null,
  entries     bigint not null,
  obtained_on date not null,
  expires_on  date not null,
  imported_by text not null,
  imported_at timestamptz not null
);
create table identify.opposition (
  list_id int not null references identify.opposition_list on delete cascade,
  kind    text not null check (kind in ('email', 'phone', 'address')),
  hash    bytea not null,
  primary key (kind, hash, list_id)
);
