create schema interact;

create table interact.campaign (
  campaign_id      int generated always as identity primary key,
  name             text not null,
  channel          text not null default 'email' check (channel in ('email')),
  purpose          text not null default 'marketing',
  brand            text not null default '',
  state            text not null check (state in ('draft', 'scheduled', 'planning', 'sending', 'paused', 'cancelled', 'done')),
  audience         jsonb not null,
  content          jsonb not null,
  holdout_share    double precision not null default 0.1 check (holdout_share >= 0 and holdout_share <= 0.9),
  window_days      int not null default 14 check (window_days between 1 and 365),
  cost_per_contact numeric not null default 0,
  fixed_cost       numeric not null default 0,
  coupon           jsonb,
  scheduled_at     timestamptz,
  -- Planning resumes after this customer; `planned_at` says that the whole audience is in the ledger.
  plan_cursor      bigint not null default 0,
  planned_at       timestamptz,
  -- What keeps it waiting just now, in words: the mail server does not answer.
  trouble          text,
  launched_at      timestamptz,
  ended_at         timestamptz,
  version          int not null default 1,
  created_by       text not null,
  created_at       timestamptz not null,
  changed_at       timestamptz not null
);

-- The ledger: one row per intended message, written with the gate's decision, whatever it was.
-- `fields` are the merge fields its content uses, as they were at planning: the web version shows the same words.
-- An erased person's rows keep their figures and lose `address` and `fields`.
create table interact.message (
  message_id     uuid primary key,
  origin         text not null,
  step           text not null default '',
  customer_id    bigint not null,
  occurrence     int not null default 1,
  person_id      bigint not null,
  channel        text not null,
  address        text,
  arm            text not null check (arm in ('treated', 'control', 'none')),
  state          text not null check (state in ('planned', 'claimed', 'handed over', 'delivered', 'bounced', 'failed', 'skipped', 'unknown', 'cancelled')),
  reason         text,
  decision       jsonb not null,
  fields         jsonb,
  coupon_code    text,
  claimed_by     text,
  claimed_at     timestamptz,
  attempts       int not null default 0,
  next_try_at    timestamptz not null,
  handed_over_at timestamptz,
  answer         text,
  planned_at     timestamptz not null,
  unique (origin, step, customer_id, occurrence)
);
create index message_to_claim on interact.message (origin, next_try_at, message_id) where state = 'planned';
create index message_claimed on interact.message (origin, claimed_by) where state = 'claimed';
-- Pressure and the customer page: what was planned for a person, lately first.
create index message_by_person on interact.message (person_id, planned_at desc);
-- Two customers of one household may share an address: the same step is written to it once.
create unique index message_address on interact.message (address, origin, step, occurrence)
  where arm in ('treated', 'control') and address is not null;

-- What people did with a message: the first time of each kind (and link) counts, later ones add to `times`.
-- `machine`: only scanners and privacy proxies so far.
create table interact.reaction (
  message_id uuid not null references interact.message,
  kind       text not null check (kind in ('opened', 'clicked', 'unsubscribed', 'complained', 'bounced', 'web-version')),
  link       text not null default '',
  first_at   timestamptz not null,
  last_at    timestamptz not null,
  times      int not null default 1,
  human_times int not null default 1,
  machine    boolean not null generated always as (human_times = 0) stored,
  primary key (message_id, kind, link)
);

-- Addresses never to be written to: for every purpose and brand ('' = all), or for the one left.
create table interact.suppression (
  channel    text not null,
  address    text not null,
  purpose    text not null default '',
  brand      text not null default '',
  reason     text not null,
  added_by   text not null,
  added_at   timestamptz not null,
  primary key (channel, address, purpose, brand)
);

-- A code of a campaign belongs to one customer.
create table interact.coupon (
  code        text primary key,
  origin      text not null,
  customer_id bigint not null,
  message_id  uuid,
  offer       jsonb not null default '{}',
  valid_until timestamptz,
  created_at  timestamptz not null,
  redeemed_at timestamptz,
  order_key   text,
  unique (origin, customer_id)
);

-- Trial messages to colleagues: no customer's, never counted, but on record.
create table interact.proof (
  proof_id    uuid primary key,
  campaign_id int not null references interact.campaign,
  customer_id bigint,
  address     text not null,
  fields      jsonb not null,
  coupon_code text,
  answer      text,
  sent_by     text not null,
  sent_at     timestamptz not null
);
create index proof_by_campaign on interact.proof (campaign_id, sent_at desc);
