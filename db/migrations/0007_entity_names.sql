-- Names that look like a name. Three letters at a time, so that a misspelled one is found too; the id is the name in plain letters.
create virtual table entity_names_fts using fts5(
  id, name, aliases,
  content = entities,
  tokenize = trigram
);
create trigger entity_names_fts_insert after insert on entities begin
  insert into entity_names_fts (rowid, id, name, aliases)
  values (new.rowid, new.id, new.name, new.aliases);
end;
create trigger entity_names_fts_update after update of id, name, aliases on entities
when new.id <> old.id or new.name <> old.name or new.aliases <> old.aliases begin
  insert into entity_names_fts (entity_names_fts, rowid, id, name, aliases)
  values ('delete', old.rowid, old.id, old.name, old.aliases);
  insert into entity_names_fts (rowid, id, name, aliases)
  values (new.rowid, new.id, new.name, new.aliases);
end;
create trigger entity_names_fts_delete after delete on entities begin
  insert into entity_names_fts (entity_names_fts, rowid, id, name, aliases)
  values ('delete', old.rowid, old.id, old.name, old.aliases);
end;
insert into entity_names_fts (entity_names_fts) values ('rebuild');

-- How many names hold which three letters: those that few hold say most.
create virtual table entity_name_parts using fts5vocab(entity_names_fts, row);
