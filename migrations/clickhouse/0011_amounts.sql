ALTER TABLE customer_profits DROP COLUMN IF EXISTS amounts SETTINGS mutations_sync = 2;
