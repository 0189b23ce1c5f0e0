-- Who is who, beyond equal keys. A model says for ever what a pair weighs and under which blocks a record lies; one is in force.
create table identify.match_model (
  model_id   int generated always as identity primary key,
  model_key  uuid not null default gen_random_uuid(),
  state      text not null check (state in ('building', 'in force', 'retired')),
  learnt_at  timestamptz not null,
  learnt_by  text not null,
  persons    int not null,
  links      int not null default 0,
  report     jsonb not null,
  definition jsonb not null
);
create unique index match_model_in_force on identify.match_model (state) where state = 'in force';

-- A person as she was last matched: what was compared, and her blocks (codes of one model differ from those of another).
-- Derived: written anew from the model and person_record by one writer at a time.
create table identify.match_person (
  person_id   bigint not null,
  model_id    int not null references identify.match_model,
  particulars text collate "C" not null,
  blocks      int[] not null,
  primary key (person_id, model_id)
);
create index match_person_by_block on identify.match_person using gin (blocks);

-- Blocks that so many persons came to share that they tell nothing any more: nobody is compared because of them.
create table identify.match_crowded (
  model_id int not null references identify.match_model,
  block    int not null,
  primary key (model_id, block)
);

-- Pairs at or above the least probability worth keeping, in log2 odds under their model. Derived.
create table identify.match_link (
  model_id int not null references identify.match_model,
  low      bigint not null,
  high     bigint not null check (low < high),
  bits     real not null,
  primary key (model_id, low, high)
);
create index match_link_by_high on identify.match_link (high, model_id);
create index match_link_by_low on identify.match_link (low, model_id);

-- Persons whose record changed since they were last matched. Numbered under the identity lock, so that a smaller number was
-- committed earlier.
create sequence identify.match_noted;
create table identify.match_pending (
  person_id bigint primary key,
  noted     bigint not null default nextval('identify.match_noted')
);
create index match_pending_in_turn on identify.match_pending (noted);

-- Persons whose customer is to be derived anew because the model in force, or a threshold, is another.
create table identify.match_unsettled (person_id bigint primary key);

-- What people decided, append-only: an undoing is an act of its own.
create table identify.match_act (
  act_id   bigint generated always as identity primary key,
  kind     text not null check (kind in ('decide', 'accept', 'merge', 'unmerge', 'undo')),
  undoes   bigint unique references identify.match_act,
  note     text not null default '',
  acted_by text not null,
  acted_at timestamptz not null,
  check ((kind = 'undo') = (undoes is not null))
);

-- Pairs an act says something of; probability is what the model said then.
create table identify.match_decision (
  act_id      bigint not null references identify.match_act,
  low         bigint not null,
  high        bigint not null check (low < high),
  verdict     text not null check (verdict in ('same', 'different', 'unsure')),
  probability real,
  primary key (low, high, act_id)
);
create index match_decision_by_high on identify.match_decision (high);
create index match_decision_by_act on identify.match_decision (act_id);

-- The rule of decisions, in one place: of each pair, the latest act that was not undone.
create view identify.match_verdict as
  select distinct on (d.low, d.high) d.low, d.high, d.verdict, d.act_id
  from identify.match_decision d
  where not exists (select from identify.match_act u where u.undoes = d.act_id)
  order by d.low, d.high, d.act_id desc;
