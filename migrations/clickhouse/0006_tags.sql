-- The tags of each person, for attributes; PostgreSQL has the truth. The greatest version wins; no tags is an empty list.
CREATE TABLE IF NOT EXISTS person_tags (
  person_id UInt64,
  tags      Array(LowCardinality(String)),
  version   UInt64
) ENGINE = ReplacingMergeTree(version) ORDER BY person_id
SETTINGS non_replicated_deduplication_window = 10000;
