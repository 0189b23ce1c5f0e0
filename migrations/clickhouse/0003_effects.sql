-- Who was on which side of a campaign: copied once from the ledger when its planning is complete, never changed after.
CREATE TABLE IF NOT EXISTS effect_assignments (
  campaign_key String,
  person_id    UInt64,
  arm          LowCardinality(String)
) ENGINE = MergeTree ORDER BY (campaign_key, person_id)
SETTINGS non_replicated_deduplication_window = 10000;
