-- Contracts as of a snapshot, from events and from fields of files: until when they run, how often they were renewed, and what is still to come of
-- them (estimates, hence floating point). State: on, ended (somebody said so) or lapsed (not renewed in time).
CREATE TABLE IF NOT EXISTS customer_contracts (
  snapshot_id   UInt64,
  customer_id   UInt64,
  contract      String,
  started_at    Nullable(DateTime64(3, 'UTC')),
  ends_at       DateTime64(3, 'UTC'),
  renewals      UInt32,
  state         LowCardinality(String),
  amount        Nullable(Decimal(18, 6)),
  renew         Nullable(Float64),
  renew_low     Nullable(Float64),
  renew_high    Nullable(Float64),
  remaining     Nullable(Float64),
  residual      Nullable(Float64),
  residual_low  Nullable(Float64),
  residual_high Nullable(Float64)
) ENGINE = MergeTree PARTITION BY snapshot_id ORDER BY (customer_id, contract);

-- What awaits a contract by the renewals behind it. `lasts[k]` is the chance that it is renewed k times more.
CREATE TABLE IF NOT EXISTS contract_outlooks (
  snapshot_id    UInt64,
  renewals       UInt32,
  renew          Float64,
  renew_low      Float64,
  renew_high     Float64,
  remaining      Float64,
  remaining_low  Float64,
  remaining_high Float64,
  lasts          Array(Float64)
) ENGINE = MergeTree PARTITION BY snapshot_id ORDER BY renewals;
