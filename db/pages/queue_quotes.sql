-- Quotes whose words are gone from the newest captured version of their page, page by page, from one claim on. :at is that claim,
-- none means the first; :most is how many are listed, :cap how far they are counted.

-- question: counts
select
  (select count(*) from (select 1 from gone_quotes limit :cap)) as waiting,
  (select count(*)
   from (select 1
         from gone_quotes
         where (document_id, claim_id) >= (coalesce((select document_id from claims where id = :at), ''), coalesce(:at, ''))
         limit :cap)) as left_over;

-- question: waiting
with gone as (
  select document_id, claim_id
  from gone_quotes
  where (document_id, claim_id) >= (coalesce((select document_id from claims where id = :at), ''), coalesce(:at, ''))
  order by document_id, claim_id
  limit :most
)
select
  c.id as key,
  c.id,
  c.statement,
  c.quote,
  s.newest_id,
  n.accessed_at as captured_at,
  c.source_type,
  c.speaker_id,
  o.speaker,
  o.role,
  c.outlet_id,
  o.outlet,
  c.document_id,
  o.document,
  o.published_at
from gone g
join claims c on c.id = g.claim_id
join claim_overview o on o.id = c.id
join superseded_documents s on s.document_id = g.document_id
join documents n on n.id = s.newest_id
order by g.document_id, g.claim_id;

-- question: before
select claim_id as key
from gone_quotes
where (document_id, claim_id) < ((select document_id from claims where id = :at), :at)
order by document_id desc, claim_id desc
limit 1;
