-- Quotes whose words are gone from the newest captured version of the page that they were taken from.
-- (left join: whoever only counts them pays for no join.)
create view unmatched_quotes as
select g.claim_id as id, c.quote, g.document_id, s.newest_id, n.accessed_at as captured_at
from gone_quotes g
left join claims c on c.id = g.claim_id
left join superseded_documents s on s.document_id = g.document_id
left join documents n on n.id = s.newest_id;
