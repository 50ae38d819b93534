-- Quotes whose words are gone from the newest captured version of the page that they were taken from.
create view unmatched_quotes as
select c.id, c.quote, c.document_id, s.newest_id, n.accessed_at as captured_at
from gone_quotes g
join claims c on c.id = g.claim_id
join superseded_documents s on s.document_id = g.document_id
join documents n on n.id = s.newest_id;
