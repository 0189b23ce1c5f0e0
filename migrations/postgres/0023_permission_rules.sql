-- The rules of permission, every version: the latest is in force, none is ever rewritten.
create table identify.permission_rules (
  version    int primary key,
  rules      jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null
);
insert into identify.permission_rules (version, rules, changed_by, changed_at)
  select 1, value, changed_by, changed_at from platform.setting where key = 'consent.rules';
delete from platform.setting where key = 'consent.rules';
