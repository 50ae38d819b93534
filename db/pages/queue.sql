-- What the overview of the queues asks. :today is a day, :cap how far what waits is counted, :drafts whether candidates may be seen.

-- question: queues
select
  'unassessed' as queue,
  (select min(coalesce(sum(n), 0), :cap) from claim_counts where scope = 'all' and verifiability = 'unassessed') as waiting,
  (select created_at from claims where verifiability = 'unassessed' order by rowid limit 1) as oldest,
  (select created_at from claims where verifiability = 'unassessed' order by rowid desc limit 1) as newest
union all
select
  'due',
  (select count(*) from (select 1 from due_claims where check_after <= :today limit :cap)),
  (select check_after from due_claims where check_after <= :today order by check_after limit 1),
  (select check_after from due_claims where check_after <= :today order by check_after desc limit 1)
union all
select
  'quotes',
  count(*),
  iif(count(*) < :cap, min(captured_at), null),
  iif(count(*) < :cap, max(captured_at), null)
from (select captured_at from unmatched_quotes limit :cap)
union all
select
  'links',
  (select count(*) from (select 1 from claim_links where judgement = 'suggested' limit :cap)),
  (select decided_at from claim_links where judgement = 'suggested' order by rowid limit 1),
  (select decided_at from claim_links where judgement = 'suggested' order by rowid desc limit 1)
union all
select
  'names',
  (select count(*)
   from (select 1
         from entity_links l
         join entities a on a.id = l.from_id and a.canonical_id is null
         join entities b on b.id = l.to_id and b.canonical_id is null
         where l.judgement = 'suggested'
         limit :cap)),
  (select decided_at from entity_links where judgement = 'suggested' order by rowid limit 1),
  (select decided_at from entity_links where judgement = 'suggested' order by rowid desc limit 1)
where :drafts
union all
select
  'candidates',
  (select count(*) from (select 1 from candidates where state = 'pending' limit :cap)),
  (select created_at from candidates where state = 'pending' order by rowid limit 1),
  (select created_at from candidates where state = 'pending' order by rowid desc limit 1)
where :drafts;
