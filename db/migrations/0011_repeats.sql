-- The words of claims by their stems, for finding what says the same: "elected" finds "elections", which a search by words must not.
create virtual table repeats_fts using fts5(
  statement, quote, source_words,
  content = claims,
  tokenize = 'porter unicode61 remove_diacritics 2'
);
create trigger repeats_fts_insert after insert on claims begin
  insert into repeats_fts (rowid, statement, quote, source_words)
  values (new.rowid, new.statement, new.quote, new.source_words);
end;
create trigger repeats_fts_update after update of statement, quote, source_words on claims
when new.statement <> old.statement or new.quote <> old.quote or new.source_words <> old.source_words begin
  insert into repeats_fts (repeats_fts, rowid, statement, quote, source_words)
  values ('delete', old.rowid, old.statement, old.quote, old.source_words);
  insert into repeats_fts (rowid, statement, quote, source_words)
  values (new.rowid, new.statement, new.quote, new.source_words);
end;
create trigger repeats_fts_delete after delete on claims begin
  insert into repeats_fts (repeats_fts, rowid, statement, quote, source_words)
  values ('delete', old.rowid, old.statement, old.quote, old.source_words);
end;
insert into repeats_fts (repeats_fts) values ('rebuild');

-- How many claims hold a stem: what few hold says most.
create virtual table repeat_words using fts5vocab(repeats_fts, row);
