-- Suggested links between claims, the one suggested first first, from one link on. :at_from, :at_to and :at_relation are that link,
-- :after_from, :after_to and :after_relation the one before it, neither means the first; :most is how many are listed, :cap how far
-- they are counted.

-- question: counts
with place as (
  select coalesce(
    (select rowid from claim_links where from_id = :at_from and to_id = :at_to and relation = :at_relation),
    (select rowid + 1 from claim_links where from_id = :after_from and to_id = :after_to and relation = :after_relation),
    0
  ) as row
)
select
  (select count(*) from (select 1 from claim_links where judgement = 'suggested' limit :cap)) as waiting,
  (select count(*)
   from (select 1
         from claim_links
         where judgement = 'suggested'
           and rowid >= (select row from place)
         limit :cap)) as left_over;

-- question: waiting
with place as (
  select coalesce(
    (select rowid from claim_links where from_id = :at_from and to_id = :at_to and relation = :at_relation),
    (select rowid + 1 from claim_links where from_id = :after_from and to_id = :after_to and relation = :after_relation),
    0
  ) as row
),
suggested as (
  select rowid as place, *
  from claim_links
  where judgement = 'suggested'
    and rowid >= (select row from place)
  order by rowid
  limit :most
)
select
  l.from_id || '.' || l.to_id || '.' || l.relation as key,
  l.from_id,
  a.statement as from_statement,
  l.relation,
  l.to_id,
  b.statement as to_statement,
  l.score,
  l.decided_by as suggested_by,
  l.decided_at as suggested_at
from suggested l
join claims a on a.id = l.from_id
join claims b on b.id = l.to_id
order by l.place;

-- question: before
with place as (
  select coalesce(
    (select rowid from claim_links where from_id = :at_from and to_id = :at_to and relation = :at_relation),
    (select rowid + 1 from claim_links where from_id = :after_from and to_id = :after_to and relation = :after_relation),
    0
  ) as row
)
select from_id || '.' || to_id || '.' || relation as key
from claim_links
where judgement = 'suggested'
  and rowid < (select row from place)
order by rowid desc
limit 1;
