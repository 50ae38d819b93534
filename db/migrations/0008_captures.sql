-- How a document version was captured by the program, and its page as it came, where somebody asked to keep it.
create table captures (
  document_id   text primary key references documents (id),
  requested_url text constraint "a requested URL begins with http:// or https://"
                check (requested_url glob 'http://*' or requested_url glob 'https://*'),
  final_url     text constraint "a final URL begins with http:// or https://" check (final_url glob 'http://*' or final_url glob 'https://*'),
  http_status   integer constraint "http_status is a number from 100 to 599" check (http_status between 100 and 599),
  file_name     text,
  media_type    text not null,
  tool          text not null,  -- what told the article from what surrounds it, with its version
  captured_by   text not null constraint "captured_by names who captured it" check (length(trim(captured_by)) > 0),
  captured_at   text not null constraint "captured_at is a UTC time ending in Z"
                check (strftime('%Y-%m-%dT%H:%M:%SZ', captured_at) is captured_at),
  page          blob,  -- the bytes as they came, gzipped; last, so that the others are read without it
  constraint "a capture is of a URL or of a file" check ((requested_url is null) <> (file_name is null)),
  constraint "a fetched page has a final URL and a status"
  check ((requested_url is null) = (final_url is null) and (requested_url is null) = (http_status is null))
) strict;
create index captures_requested_idx on captures (requested_url) where requested_url is not null;
create index captures_final_idx on captures (final_url) where final_url is not null;
create trigger captures_no_update before update on captures begin
  select raise(abort, 'a capture is kept as it was: a changed page is a new version of the document');
end;
create trigger captures_no_replace before insert on captures
when exists (select 1 from captures where document_id = new.document_id) begin
  select raise(abort, 'a capture is kept as it was: a changed page is a new version of the document');
end;
-- A deleted page must be gone (copyright): its history keeps its length only.
create trigger captures_history_delete after delete on captures begin
  insert into history (table_name, row_id, op, old) values ('captures', old.document_id, 'delete', json_object(
    'document_id', old.document_id, 'requested_url', old.requested_url, 'final_url', old.final_url, 'http_status', old.http_status,
    'file_name', old.file_name, 'media_type', old.media_type, 'tool', old.tool, 'captured_by', old.captured_by,
    'captured_at', old.captured_at, 'length', length(old.page)));
end;
