-- title: Predictions due for a re-check
-- description: Claims that could not be checked yet when they were last assessed, and whose day has come. The first
--   200, the longest overdue at the top.
select
  d.id as claim,
  o.statement,
  o.speaker,
  o.outlet,
  d.check_after,
  d.reason,
  d.rationale,
  d.assessor
from (
  select *
  from due_claims
  where check_after <= date('now')
  order by check_after
  limit 200
) d
join claim_overview o on o.id = d.id
order by d.check_after, d.id;
