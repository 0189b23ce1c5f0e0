-- What persons whose pairs wait to be looked at bought, so that the queue begins where most is at stake. Derived: the warehouse has the orders.
create table identify.match_stake (
  person_id bigint primary key,
  net_sales numeric not null,
  currency  text not null
);
