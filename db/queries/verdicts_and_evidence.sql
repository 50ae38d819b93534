-- title: Verdicts and their evidence
-- description: Claims with a published verdict, what was found, and how many captured documents support or refute them.
--   A verdict on a claim counts for its repeats. The newest 200.
select
  c.id as claim,
  o.statement,
  o.speaker,
  o.outlet,
  c.verdict,
  r.original_rating,
  r.summary,
  p.name as publisher,
  r.url,
  (select count(*) from evidence x where x.claim_id = c.id and x.stance = 'supports') as supporting,
  (select count(*) from evidence x where x.claim_id = c.id and x.stance = 'refutes') as refuting
from reviews r
join claims c on c.id = r.claim_id
join claim_overview o on o.id = c.id
join entities p on p.id = r.publisher_id
where r.state = 'published'
  and not exists (
    select 1
    from reviews n
    where n.claim_id = r.claim_id
      and n.state <> 'draft'
      and (n.reviewed_at, n.id) > (r.reviewed_at, r.id)
  )
order by r.reviewed_at desc, r.id desc
limit 200;
