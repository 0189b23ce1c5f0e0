-- Working table of one computation, emptied at its end: what is known of each customer that spending does not choose, as levels
-- in the order of the traits, and whether the likeness of others is learnt from them.
CREATE TABLE IF NOT EXISTS customer_traits (
  snapshot_id UInt64,
  customer_id UInt64,
  spend       Decimal(18, 6),
  learns      UInt8,
  levels      Array(String)
) ENGINE = MergeTree PARTITION BY snapshot_id ORDER BY customer_id;

-- What the best of those alike spend, for each set of levels of the traits used. `depth` levels speak, the others had too few customers.
CREATE TABLE IF NOT EXISTS potential_cells (
  snapshot_id UInt64,
  levels      Array(String),
  depth       UInt8,
  customers   UInt32,
  amount      Float64,
  low         Float64,
  high        Float64
) ENGINE = MergeTree PARTITION BY snapshot_id ORDER BY levels;

-- What each customer could spend with us in twelve months, by those alike and by what they say, and which of the two speaks.
CREATE TABLE IF NOT EXISTS customer_potentials (
  snapshot_id     UInt64,
  customer_id     UInt64,
  spend           Decimal(18, 6),
  levels          Array(String),
  alike           Nullable(Float64),
  alike_low       Nullable(Float64),
  alike_high      Nullable(Float64),
  alike_customers UInt32,
  -- The declared share of wallet, when it was said, and what was spent in the twelve months up to then.
  share           Nullable(Float64),
  said_at         Nullable(DateTime64(3, 'UTC')),
  said_spend      Nullable(Decimal(18, 6)),
  said            LowCardinality(String),
  wallet          Nullable(Float64),
  wallet_low      Nullable(Float64),
  wallet_high     Nullable(Float64),
  basis           LowCardinality(String),
  potential       Nullable(Float64),
  room            Nullable(Float64)
) ENGINE = MergeTree PARTITION BY snapshot_id ORDER BY customer_id;
