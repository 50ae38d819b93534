-- Claims that could not be checked yet when they, or their repeats, were last assessed, with the day to look again.
-- (cross join: in order of that day, never by all claims that cannot be checked yet.)
create view due_claims as
select c.id, a.check_after, a.reason, a.rationale, a.assessor, a.assessed_at
from assessments a
cross join claims c on c.id = a.claim_id
where a.check_after is not null
  and c.verifiability = 'not_yet'
  and not exists (
    select 1
    from claims m
    cross join assessments n on n.claim_id = m.id
    where coalesce(m.canonical_id, m.id) = coalesce(c.canonical_id, c.id)
      and (n.assessed_at, n.id) > (a.assessed_at, a.id)
  );
