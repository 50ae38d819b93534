-- title: Quotes that no longer match
-- description: The page has changed since, and the words that were quoted are gone from its newest captured version.
--   Quotes that are not in their own version either, which no sound database has, come first. 200 at most.
with changed as (
  select
    c.id as claim,
    c.quote,
    n.id as document_id,
    n.accessed_at as captured_at
  from documents d
  join documents n on n.rowid = (
    select v.rowid
    from documents v
    where coalesce(v.url, '') = coalesce(d.url, '')
    order by v.accessed_at desc, v.rowid desc
    limit 1
  )
  join document_texts t on t.document_id = n.id
  join claims c on c.document_id = d.id
  where d.url is not null
    and n.id <> d.id
    and c.quote <> ''
    and not instr(t.text, c.quote)
  order by n.rowid desc, c.rowid
  limit 200
)
select
  m.id as claim,
  o.statement,
  m.quote,
  o.speaker,
  o.outlet,
  'not in its own version: ' || m.fault as fault,
  m.document_id,
  d.accessed_at as captured_at
from misquoted_claims m
join claim_overview o on o.id = m.id
join documents d on d.id = m.document_id
union all
select
  g.claim,
  o.statement,
  g.quote,
  o.speaker,
  o.outlet,
  'gone from the newest version' as fault,
  g.document_id,
  g.captured_at
from changed g
join claim_overview o on o.id = g.claim
order by fault desc, captured_at desc
limit 200;
