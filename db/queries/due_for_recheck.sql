-- title: Predictions due for a re-check
-- description: Claims that could not be checked yet when they were last assessed, and whose day has come. The first
--   200, the longest overdue at the top.
select
  c.id as claim,
  o.statement,
  o.speaker,
  o.outlet,
  a.check_after,
  a.reason,
  a.rationale,
  a.assessor
from assessments a
join claims c on c.id = a.claim_id
join claim_overview o on o.id = c.id
where a.check_after <= date('now')
  and not exists (
    select 1
    from claims m
    join assessments n on n.claim_id = m.id
    where coalesce(m.canonical_id, m.id) = coalesce(c.canonical_id, c.id)
      and (n.assessed_at, n.id) > (a.assessed_at, a.id)
  )
order by a.check_after, a.id
limit 200;
