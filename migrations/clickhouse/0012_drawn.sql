-- The purchase days of the customers a fit is made on are kept beside the sums, so that a fit needs no pass over the facts of its own.
ALTER TABLE purchase_histories ADD COLUMN IF NOT EXISTS days Array(UInt16);
