-- The brand of an article, for costs that depend on it. Reloaded before each computation of profit.
CREATE DICTIONARY IF NOT EXISTS product_brand (
  sku   String,
  brand String
) PRIMARY KEY sku
SOURCE(CLICKHOUSE(QUERY 'SELECT sku, brand FROM products FINAL WHERE is_deleted = 0 AND brand != \'\''))
LIFETIME(0) LAYOUT(COMPLEX_KEY_HASHED());

-- Profit and loss of each customer over the twelve months before a snapshot; customer 0 is sales and costs of nobody known, so
-- that the sum of the rows is the sum of the facts. Twelve decimals: a count or an amount times a price is never rounded.
CREATE TABLE IF NOT EXISTS customer_profits (
  snapshot_id     UInt64,
  customer_id     UInt64,
  orders          UInt64,
  net_sales       Decimal(38, 12),
  returned        Decimal(38, 12),
  -- Cost of the goods whose cost is known, and the sales of those whose cost is not.
  known_goods     Decimal(38, 12),
  uncosted_lines  UInt64,
  uncosted_sales  Decimal(38, 12),
  -- One entry for each cost of the model, in its order; an amount is NULL where the data cannot tell it.
  volumes         Array(Decimal(38, 6)),
  amounts         Array(Nullable(Decimal(38, 12))),
  gross_margin    Nullable(Decimal(38, 12)),
  selling         Nullable(Decimal(38, 12)),
  order_handling  Nullable(Decimal(38, 12)),
  distribution    Nullable(Decimal(38, 12)),
  direct_profit   Nullable(Decimal(38, 12)),
  -- Net sales less every cost that is known: what is not known can only lower it.
  profit_at_most  Decimal(38, 12),
  loss_cause      LowCardinality(String),
  good_payments   UInt64,
  bad_payments    UInt64,
  -- Margin to come, how far payment can be counted on, and (direct profit + potential) x reliability.
  potential       Nullable(Decimal(38, 12)),
  reliability     Nullable(Float64),
  lifetime_value  Nullable(Decimal(38, 12))
) ENGINE = MergeTree PARTITION BY snapshot_id ORDER BY customer_id;

-- Working tables of one forecast, emptied at its end: the purchase days of each customer summed up, and what is forecast for
-- each distinct history. A million customers share far fewer histories.
CREATE TABLE IF NOT EXISTS purchase_histories (
  snapshot_id   UInt64,
  customer_id   UInt64,
  repeats       UInt32,
  last_days     UInt32,
  observed_days UInt32,
  mean_amount   Float64
) ENGINE = MergeTree PARTITION BY snapshot_id ORDER BY (repeats, last_days, observed_days);
CREATE TABLE IF NOT EXISTS purchase_forecasts (
  snapshot_id   UInt64,
  repeats       UInt32,
  last_days     UInt32,
  observed_days UInt32,
  alive         Float64,
  expected      Float64,
  discounted    Float64
) ENGINE = MergeTree PARTITION BY snapshot_id ORDER BY (repeats, last_days, observed_days);

-- What each customer will probably buy within the horizon of a fit: estimates, hence floating point.
CREATE TABLE IF NOT EXISTS customer_lifetimes (
  snapshot_id          UInt64,
  fit_id               UInt64,
  customer_id          UInt64,
  repeats              UInt32,
  last_days            UInt32,
  observed_days        UInt32,
  mean_amount          Float64,
  alive                Float64,
  expected_purchases   Float64,
  discounted_purchases Float64,
  expected_amount      Nullable(Float64),
  future_sales         Nullable(Float64),
  future_margin        Nullable(Float64)
) ENGINE = MergeTree PARTITION BY snapshot_id ORDER BY customer_id;
