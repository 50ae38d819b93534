-- Quotes whose words are gone from the newest captured version of the page that they were taken from.
create view unmatched_quotes as
select c.id, c.quote, c.document_id, s.newest_id, n.accessed_at as captured_at
from superseded_documents s
join documents n on n.id = s.newest_id
join document_texts t on t.document_id = s.newest_id
join claims c on c.document_id = s.document_id
where c.quote <> ''
  and not instr(t.text, c.quote);
