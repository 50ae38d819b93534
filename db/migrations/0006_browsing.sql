-- Claims by several filters at once, newest first, and documents by their words and days.

-- Each combination of statuses is one stretch of these, in the order of rowid; claim_counts says which combinations there are.
-- Partial: a load fills the cached columns after the row is in, and pays for one entry and not for two.
create index claims_status_idx on claims (verifiability, coalesce(verdict, ''), quotation, coalesce(source_type, ''))
where outlet_id is not null;
create index claims_speaker_status_idx on claims (speaker_id, verifiability, coalesce(verdict, ''), quotation, coalesce(source_type, ''))
where speaker_id is not null;
create index claims_outlet_status_idx on claims (outlet_id, verifiability, coalesce(verdict, ''), quotation, coalesce(source_type, ''))
where outlet_id is not null;

create index documents_published_idx on documents (published_at) where published_at is not null;

create virtual table documents_fts using fts5(
  title, byline,
  content="documents",
  tokenize = 'unicode61 remove_diacritics 2'
);
create trigger documents_fts_insert after insert on documents begin
  insert into documents_fts (rowid, title, byline)
  values (new.rowid, new.title, new.byline);
end;
create trigger documents_fts_update after update of title, byline on documents
when new.title <> old.title or new.byline is not old.byline begin
  insert into documents_fts (documents_fts, rowid, title, byline)
  values ('delete', old.rowid, old.title, old.byline);
  insert into documents_fts (rowid, title, byline)
  values (new.rowid, new.title, new.byline);
end;
create trigger documents_fts_delete after delete on documents begin
  insert into documents_fts (documents_fts, rowid, title, byline)
  values ('delete', old.rowid, old.title, old.byline);
end;
insert into documents_fts (documents_fts) values ('rebuild');
