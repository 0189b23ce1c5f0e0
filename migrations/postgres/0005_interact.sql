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
  launched_at      timestamptz,
  ended_at         timestamptz,
  version          int not null default 1,
  created_by       text not null,
  created_at       timestamptz not null,
  changed_at       timestamptz not null
);

-- The ledger: one row per intended message, written with the gate's decision, whatever it was.
create table interact.message (
  message_id   uuid primary key,
  origin       text not null,
  step         text not null default '',
  customer_id  bigint not null,
  occurrence   int not null default 1,
  person_id    bigint not null,
  channel      text not null,
  address      text,
  arm          text not null check (arm in ('treated', 'control', 'none')),
  state        text not null check (state in ('planned', 'claimed', 'handed over', 'delivered', 'bounced', 'failed', 'skipped', 'unknown', 'cancelled')),
  reason       text,
  decision     jsonb not null,
  coupon_code  text,
  claimed_by   text,
  claimed_at   timestamptz,
  attempts     int not null default 0,
  next_try_at  timestamptz,
  handed_over_at timestamptz,
  answer       text,
  planned_at   timestamptz not null,
  unique (origin, step, customer_id, occurrence)
);
create index message_to_claim on interact.message (origin, next_try_at, message_id) where state = 'planned';
create index message_claimed on interact.message (claimed_by) where state = 'claimed';
create index message_by_customer on interact.message (customer_id, planned_at desc);
-- Pressure: what was really sent to a customer lately.
create index message_sent on interact.message (customer_id, channel, handed_over_at) where handed_over_at is not null;

-- What people did with a message: the first time of each kind (and link) counts, later ones add to `times`.
create table interact.reaction (
  message_id uuid not null references interact.message,
  kind       text not null check (kind in ('opened', 'clicked', 'unsubscribed', 'complained', 'bounced', 'web-version')),
  link       text not null default '',
  first_at   timestamptz not null,
  last_at    timestamptz not null,
  times      int not null default 1,
  machine    boolean not null default false,
  primary key (message_id, kind, link)
);

create table interact.suppression (
  channel    text not null,
  address    text not null,
  reason     text not null,
  added_by   text not null,
  added_at   timestamptz not null,
  primary key (channel, address)
);

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
