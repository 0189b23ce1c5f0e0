-- Facts carry person_id and are never rewritten; a customer is found through the dictionary customer_of.
-- person_id 0 is nobody known (an anonymous sale).
CREATE TABLE IF NOT EXISTS order_lines (
  person_id   UInt64,
  source_id   UInt32,
  order_key   String,
  ordered_at  DateTime64(3, 'UTC'),
  sku         LowCardinality(String),
  quantity    Decimal(18, 4),
  unit_price  Nullable(Decimal(18, 6)),
  net         Decimal(18, 6),
  unit_cost   Nullable(Decimal(18, 6)),
  currency    LowCardinality(String),
  country     LowCardinality(String),
  channel     LowCardinality(String),
  store       LowCardinality(String),
  coupon_code String,
  is_return   UInt8 MATERIALIZED quantity < 0,
  import_id   UInt64,
  chunk       UInt32,
  line        UInt64
) ENGINE = MergeTree ORDER BY (person_id, ordered_at, order_key, line)
SETTINGS non_replicated_deduplication_window = 10000;

-- Anything else a person did or that happened to them: visits, redemptions, calls.
CREATE TABLE IF NOT EXISTS events (
  person_id   UInt64,
  source_id   UInt32,
  type        LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  amount      Nullable(Decimal(18, 6)),
  currency    LowCardinality(String),
  properties  String,
  import_id   UInt64,
  chunk       UInt32,
  line        UInt64
) ENGINE = MergeTree ORDER BY (person_id, occurred_at, type, line)
SETTINGS non_replicated_deduplication_window = 10000;

-- What we did to a person and what they did with it: kind planned | skipped | sent | opened | clicked | unsubscribed | bounced | …
-- campaign_key is 'campaign:12' for ours, the source's own key for campaigns run elsewhere (then source_id is set).
CREATE TABLE IF NOT EXISTS contacts (
  person_id    UInt64,
  source_id    UInt32,
  campaign_key String,
  step         LowCardinality(String),
  arm          LowCardinality(String),
  channel      LowCardinality(String),
  kind         LowCardinality(String),
  reason       LowCardinality(String),
  link         String,
  machine      UInt8,
  message_id   String,
  occurred_at  DateTime64(3, 'UTC'),
  cost         Nullable(Decimal(18, 6)),
  import_id    UInt64,
  chunk        UInt32,
  line         UInt64
) ENGINE = MergeTree ORDER BY (person_id, occurred_at, campaign_key, kind)
SETTINGS non_replicated_deduplication_window = 10000;

-- Every accepted line of every file, by content: how a line is "already known". Rejected lines are not here.
-- Writers give the hash in hexadecimal; it is stored in half as many bytes.
CREATE TABLE IF NOT EXISTS known_lines (
  source_id  UInt32,
  hash_hex   String EPHEMERAL,
  line_hash  FixedString(16) DEFAULT unhex(hash_hex),
  occurrence UInt32,
  import_id  UInt64,
  chunk      UInt32
) ENGINE = MergeTree ORDER BY (source_id, line_hash, occurrence)
SETTINGS non_replicated_deduplication_window = 10000;

-- Notes of running imports, by import, dropped when it ends. Lines met but not stored (already known, or a dry run): how often
-- a content occurred in its file so far. Lines asked for: what a chunk looks up among the known ones.
CREATE TABLE IF NOT EXISTS seen_lines (
  import_id UInt64,
  chunk     UInt32,
  hash_hex  String EPHEMERAL,
  line_hash FixedString(16) DEFAULT unhex(hash_hex)
) ENGINE = MergeTree PARTITION BY import_id ORDER BY line_hash
SETTINGS non_replicated_deduplication_window = 10000;
CREATE TABLE IF NOT EXISTS asked_lines (
  import_id UInt64,
  chunk     UInt32,
  hash_hex  String EPHEMERAL,
  line_hash FixedString(16) DEFAULT unhex(hash_hex)
) ENGINE = MergeTree PARTITION BY import_id ORDER BY (chunk, line_hash)
SETTINGS non_replicated_deduplication_window = 10000;
