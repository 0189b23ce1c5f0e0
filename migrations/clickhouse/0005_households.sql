-- Who lives with whom, for attributes; PostgreSQL has the truth. The greatest version wins; who lives alone names herself.
CREATE TABLE IF NOT EXISTS household_of_rows (
  customer_id  UInt64,
  household_id UInt64,
  version      UInt64
) ENGINE = ReplacingMergeTree(version) ORDER BY customer_id
SETTINGS non_replicated_deduplication_window = 10000;

CREATE DICTIONARY IF NOT EXISTS household_of (
  customer_id  UInt64,
  household_id UInt64
) PRIMARY KEY customer_id
SOURCE(CLICKHOUSE(QUERY 'SELECT customer_id, argMax(household_id, version) AS household_id FROM household_of_rows GROUP BY customer_id HAVING household_id != customer_id'))
LIFETIME(0) LAYOUT(HASHED());
