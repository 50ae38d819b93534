-- What the form for reviewing asks, beside the claim itself. Repeats of one claim are reviewed together. :drafts is whether drafts may
-- be seen, :person who asks.

-- question: reviews
select
  r.id,
  r.claim_id,
  r.verdict,
  r.original_rating,
  r.summary,
  r.publisher_id,
  p.name as publisher,
  r.url,
  r.state,
  r.reviewer,
  r.reviewed_at,
  r.state = 'published' and not exists (
    select 1
    from reviews n
    where n.claim_id = r.claim_id
      and n.publisher_id = r.publisher_id
      and n.reviewed_at > r.reviewed_at
      and n.state <> 'draft'
  ) as is_standing
from claims m
join reviews r on r.claim_id = m.id
join entities p on p.id = r.publisher_id
where coalesce(m.canonical_id, m.id) = (select coalesce(canonical_id, id) from claims where id = :claim)
  and (r.state <> 'draft' or :drafts)
order by r.reviewed_at desc, r.id desc
limit :most + 1;

-- question: newest
select coalesce(max(r.id), 0) as seen
from claims m
join reviews r on r.claim_id = m.id
where coalesce(m.canonical_id, m.id) = (select coalesce(canonical_id, id) from claims where id = :claim);

-- question: gate
-- What a verdict of ours rests on.
select
  exists (
    select 1
    from claims m
    join evidence e on e.claim_id = m.id
    where coalesce(m.canonical_id, m.id) = coalesce(c.canonical_id, c.id)
  ) as has_evidence,
  c.verifiability = 'verifiable' as is_verifiable
from claims c
where c.id = :claim;

-- question: publishers
-- Of the newest reviews, to choose from; the one that this person named last comes first.
select p.id, p.name, max(r.reviewer = :person and r.original_rating is null) as is_own
from (select publisher_id, reviewer, original_rating from reviews order by id desc limit 500) r
join entities p on p.id = r.publisher_id
group by p.id
order by is_own desc, p.name
limit 50;
