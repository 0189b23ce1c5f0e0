-- Derived: who lives with whom, by customer. `found_id` is what addresses, names and phones say, `household_id` what holds once
-- decisions by hand are applied; both are named by their smallest customer. A customer who lives alone in both has no row.
create table identify.household_of (
  customer_id  bigint primary key,
  found_id     bigint not null,
  household_id bigint not null
);
create index household_of_by_found on identify.household_of (found_id);
create index household_of_by_household on identify.household_of (household_id);

-- Append-only: somebody says with whom a person lives, or that she lives alone (`with_person_id` null). The latest that is not
-- undone counts. It hangs on persons, so that it follows merges and un-merges of customers.
create table identify.household_decision (
  decision_id    bigint generated always as identity primary key,
  person_id      bigint not null,
  with_person_id bigint,
  note           text not null default '',
  decided_by     text not null,
  decided_at     timestamptz not null,
  undone_by      text,
  undone_at      timestamptz
);
create index household_decision_by_person on identify.household_decision (person_id) where undone_at is null;
