-- Persons of whom something may have changed: what is said of them, or whose they are. Who derives from persons takes the notes.
create table identify.person_touched (
  noted     bigint generated always as identity primary key,
  person_id bigint not null
);

-- Derived: by what a person falls together with others of one door, one phone, or one name in one town; `said` is a digest of
-- what was compared. Who has nothing of it has no row.
create table identify.household_dweller (
  person_id    bigint primary key,
  customer_id  bigint not null,
  said         text collate "C" not null,
  keys         int[] not null,
  name_in_town int not null,
  name         int not null,
  place        int not null,
  streetless   boolean not null
);
create index household_dweller_by_key on identify.household_dweller using gin (keys);
create index household_dweller_by_customer on identify.household_dweller (customer_id);
create index household_dweller_streetless on identify.household_dweller (name_in_town) where streetless;

-- Derived: names that are rare in their town, of those where somebody's street is not known.
create table identify.household_rare_name (name_in_town int primary key);
