-- What people of the house write of a customer. Each hangs on a person, so that it follows her when customers merge or part.
create table identify.note (
  note_id    bigint generated always as identity primary key,
  person_id  bigint not null references identify.person,
  text       text not null,
  written_by text not null,
  written_at timestamptz not null,
  changed_at timestamptz
);
create index note_by_person on identify.note (person_id, note_id);

create table identify.task (
  task_id    bigint generated always as identity primary key,
  person_id  bigint not null references identify.person,
  title      text not null,
  -- The account that is to do it; its name is that of the day it was given.
  owner_id   int,
  owner_name text not null,
  due_on     date,
  state      text not null check (state in ('open', 'done', 'dropped')),
  created_by text not null,
  created_at timestamptz not null,
  ended_by   text,
  ended_at   timestamptz
);
create index task_by_person on identify.task (person_id, task_id);
create index task_open_by_owner on identify.task (owner_id, due_on) where state = 'open';

create table identify.tag (
  person_id bigint not null references identify.person,
  tag       text not null,
  put_by    text not null,
  put_at    timestamptz not null,
  primary key (person_id, tag)
);
create index tag_by_name on identify.tag (tag);
