-- Claims that could not be checked yet when they, or their repeats, were last assessed, with the day to look again.
-- (cross join and indexed by: in order of that day, and without a look into the rows of claims.)
create view due_claims as
select c.id, a.check_after, a.reason, a.rationale, a.assessor, a.assessed_at
from assessments a
cross join claims c indexed by claims_not_yet_idx on c.id = a.claim_id
where a.check_after is not null
  and c.verifiability = 'not_yet'
  and not exists (
    select 1
    from assessments n
    where n.claim_id = coalesce(c.canonical_id, c.id)
      and (n.assessed_at, n.id) > (a.assessed_at, a.id)
  )
  and not exists (
    select 1
    from claims m
    cross join assessments n on n.claim_id = m.id
    where m.canonical_id = coalesce(c.canonical_id, c.id)
      and (n.assessed_at, n.id) > (a.assessed_at, a.id)
  );
