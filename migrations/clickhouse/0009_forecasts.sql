-- Forecasts go straight from histories to customers: nothing is put aside between the two.
DROP TABLE IF EXISTS purchase_forecasts;
