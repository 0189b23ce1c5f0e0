-- Which records speak of a company at all: few or none in a consumer's base.
create index person_record_of_company on identify.person_record (person_id)
  where fields ?| array['companyName', 'siren', 'siret'];

-- Derived from what people's records say of where they work; a company is named by its smallest person.
create table identify.company (
  company_id     bigint primary key,
  name           text not null,
  siren          text collate "C" unique,
  -- What records say of the parent company; somebody's word is in company_parent.
  said_parent    text collate "C",
  search_text    text not null,
  people         int not null
);
create index company_by_name on identify.company (lower(name), company_id);

create table identify.company_role (
  person_id  bigint primary key,
  company_id bigint not null,
  siret      text collate "C",
  job_title  text
);
create index company_role_by_company on identify.company_role (company_id);

-- The parent of a company as somebody says it: wins over what records say; null: it has none.
create table identify.company_parent (
  siren        text collate "C" primary key,
  parent_siren text collate "C",
  set_by       text not null,
  set_at       timestamptz not null
);
