-- title: Quotes that no longer match
-- description: The page has changed since, and the words that were quoted are gone from its newest captured version.
--   Quotes that are not in their own version either, which no sound database has, come first. 200 at most.
select
  m.id as claim,
  o.statement,
  m.quote,
  o.speaker,
  o.outlet,
  m.fault,
  m.document_id,
  d.accessed_at as captured_at
from (
  select id, quote, document_id, 'not in its own version: ' || fault as fault
  from misquoted_claims
  union all
  select id, quote, newest_id, 'gone from the newest version'
  from (select * from unmatched_quotes limit 200)
) m
join claim_overview o on o.id = m.id
join documents d on d.id = m.document_id
order by m.fault desc, d.accessed_at desc
limit 200;
