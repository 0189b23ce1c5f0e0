-- Mirrors of state that analysis needs beside history; PostgreSQL has the truth. The greatest version wins.
CREATE TABLE IF NOT EXISTS customer_of_rows (
  person_id   UInt64,
  customer_id UInt64,
  version     UInt64
) ENGINE = ReplacingMergeTree(version) ORDER BY person_id
SETTINGS non_replicated_deduplication_window = 10000;

CREATE DICTIONARY IF NOT EXISTS customer_of (
  person_id   UInt64,
  customer_id UInt64
) PRIMARY KEY person_id
SOURCE(CLICKHOUSE(QUERY 'SELECT person_id, argMax(customer_id, version) AS customer_id FROM customer_of_rows GROUP BY person_id HAVING customer_id != person_id'))
LIFETIME(0) LAYOUT(HASHED());

CREATE TABLE IF NOT EXISTS customers (
  customer_id   UInt64,
  civility      LowCardinality(String),
  given_name    String,
  family_name   String,
  email_domain  LowCardinality(String),
  has_email     UInt8,
  has_phone     UInt8,
  has_address   UInt8,
  birth_date    Nullable(Date32),
  postcode      LowCardinality(String),
  city          LowCardinality(String),
  country       LowCardinality(String),
  sources       Array(UInt32),
  source_names  Array(LowCardinality(String)),
  persons       UInt32,
  granted       Array(LowCardinality(String)),
  withdrawn     Array(LowCardinality(String)),
  other         Map(String, String),
  first_seen_at DateTime64(3, 'UTC'),
  is_deleted    UInt8 DEFAULT 0,
  version       UInt64
) ENGINE = ReplacingMergeTree(version) ORDER BY customer_id
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE IF NOT EXISTS products (
  sku      String,
  name     String,
  category LowCardinality(String),
  brand    LowCardinality(String),
  price    Nullable(Decimal(18, 6)),
  cost     Nullable(Decimal(18, 6)),
  is_deleted UInt8 DEFAULT 0,
  version  UInt64
) ENGINE = ReplacingMergeTree(version) ORDER BY sku
SETTINGS non_replicated_deduplication_window = 10000;

-- What an article cost, for lines that do not say it themselves. Reloaded before each computation of value.
CREATE DICTIONARY IF NOT EXISTS product_cost (
  sku  String,
  cost Nullable(Decimal(18, 6))
) PRIMARY KEY sku
SOURCE(CLICKHOUSE(QUERY 'SELECT sku, cost FROM products FINAL WHERE is_deleted = 0 AND isNotNull(cost)'))
LIFETIME(0) LAYOUT(COMPLEX_KEY_HASHED());

-- What each customer bought up to as_of: the working table of one computation, emptied at its end.
-- Repeating a step drops the snapshot's partition first, so these tables need no deduplication of inserts.
CREATE TABLE IF NOT EXISTS customer_totals (
  snapshot_id    UInt64,
  customer_id    UInt64,
  first_order_at DateTime64(3, 'UTC'),
  last_order_at  DateTime64(3, 'UTC'),
  recency_days   UInt32,
  orders         UInt32,
  net_sales      Decimal(18, 6),
  net_sales_12m  Decimal(18, 6),
  margin         Nullable(Decimal(18, 6)),
  margin_12m     Nullable(Decimal(18, 6)),
  costed_share   Float64
) ENGINE = MergeTree PARTITION BY snapshot_id ORDER BY customer_id;

CREATE TABLE IF NOT EXISTS customer_values (
  snapshot_id      UInt64,
  as_of            DateTime64(3, 'UTC'),
  customer_id      UInt64,
  first_order_at   DateTime64(3, 'UTC'),
  last_order_at    DateTime64(3, 'UTC'),
  recency_days     UInt32,
  orders           UInt32,
  net_sales        Decimal(18, 6),
  net_sales_12m    Decimal(18, 6),
  margin           Nullable(Decimal(18, 6)),
  margin_12m       Nullable(Decimal(18, 6)),
  -- Share of the customer's lines whose cost is known; margins are NULL below 1.
  costed_share     Float64,
  recency_score    UInt8,
  frequency_score  UInt8,
  monetary_score   UInt8,
  rfm_segment      LowCardinality(String),
  abc_class        LowCardinality(String),
  value_rank       UInt8
) ENGINE = MergeTree PARTITION BY snapshot_id ORDER BY customer_id;

-- Snapshots that are complete: written last, so that nobody reads half of one.
CREATE TABLE IF NOT EXISTS value_snapshots (
  snapshot_id UInt64,
  as_of       DateTime64(3, 'UTC'),
  customers   UInt64
) ENGINE = ReplacingMergeTree ORDER BY snapshot_id;
