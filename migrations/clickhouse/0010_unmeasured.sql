-- An amount is its volume times its price, so it is not kept beside it: only the places (from 1) of the costs of which not every
-- unit could be measured, as where a parcel has no weight. There the amount is unknown.
ALTER TABLE customer_profits ADD COLUMN IF NOT EXISTS unmeasured Array(UInt16) AFTER volumes;
ALTER TABLE customer_profits
  UPDATE unmeasured = arrayFilter((place, amount) -> isNull(amount), arrayEnumerate(amounts), amounts)
  WHERE arrayExists(amount -> isNull(amount), amounts) SETTINGS mutations_sync = 2;
