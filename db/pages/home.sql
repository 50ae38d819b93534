-- What the home page asks. :today is a day, :cap how far what waits is counted, :drafts whether candidates may be seen.

-- question: totals
select
  coalesce(sum(n), 0) as claims,
  coalesce(sum(n) filter (where verifiability = 'unassessed'), 0) as unassessed,
  coalesce(sum(n) filter (where verdict <> ''), 0) as reviewed
from claim_counts
where scope = 'all';

-- question: by_verifiability
select verifiability, sum(n) as claims
from claim_counts
where scope = 'all'
group by verifiability
having sum(n) > 0;

-- question: due
select count(*) as claims
from (
  select 1
  from due_claims
  where check_after <= :today
  limit :cap
);

-- question: unmatched
select count(*) as claims
from (select 1 from unmatched_quotes limit :cap);

-- question: candidates
select count(*) as claims
from (select 1 from candidates where state = 'pending' and :drafts limit :cap);

-- question: suggested
select count(*) as claims
from (select 1 from claim_links where judgement = 'suggested' limit :cap);

-- question: names
select count(*) as claims
from (
  select 1
  from entity_links l
  join entities a on a.id = l.from_id and a.canonical_id is null
  join entities b on b.id = l.to_id and b.canonical_id is null
  where l.judgement = 'suggested'
    and :drafts
  limit :cap
);

-- question: weeks
select scope_id as week, verifiability, sum(n) as claims
from claim_counts
where scope = 'week'
  and scope_id > date(:today, '-182 days')
group by scope_id, verifiability
having sum(n) > 0
order by scope_id;

-- question: newest
select *
from claim_cards
where place in (select rowid from claims order by rowid desc limit 9)
order by place desc;
