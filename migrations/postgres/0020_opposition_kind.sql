-- What a list of opposition is of: a list is renewed with a file of the same kind.
alter table identify.opposition_list
  add column kind text not null default 'email' check (kind in ('email', 'phone', 'address'));
update identify.opposition_list l set kind = o.kind from (select distinct list_id, kind from identify.opposition) o where o.list_id = l.list_id;
alter table identify.opposition_list alter column kind drop default;
