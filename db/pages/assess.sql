-- What the form for assessing asks, beside the claim itself. Repeats of one claim are assessed together.

-- question: assessments
select
  a.id,
  a.claim_id,
  a.status,
  a.reason,
  a.rationale,
  a.check_after,
  a.credibility,
  a.assessor,
  a.assessed_at
from claims m
join assessments a on a.claim_id = m.id
where coalesce(m.canonical_id, m.id) = (select coalesce(canonical_id, id) from claims where id = :claim)
order by a.assessed_at desc, a.id desc
limit :most + 1;

-- question: newest
select coalesce(max(a.id), 0) as seen
from claims m
join assessments a on a.claim_id = m.id
where coalesce(m.canonical_id, m.id) = (select coalesce(canonical_id, id) from claims where id = :claim);
