-- Pairs of names that may mean the same, the one suggested first first, from one pair on. :at_from and :at_to are that pair, :after_from
-- and :after_to the one before it, neither means the first; :most is how many are listed, :cap how far they are counted. A pair of which
-- one has been merged meanwhile does not wait.

-- question: counts
with place as (
  select coalesce(
    (select rowid from entity_links where from_id = :at_from and to_id = :at_to),
    (select rowid + 1 from entity_links where from_id = :after_from and to_id = :after_to),
    0
  ) as row
)
select
  (select count(*)
   from (select 1
         from entity_links l
         join entities a on a.id = l.from_id and a.canonical_id is null
         join entities b on b.id = l.to_id and b.canonical_id is null
         where l.judgement = 'suggested'
         limit :cap)) as waiting,
  (select count(*)
   from (select 1
         from entity_links l
         join entities a on a.id = l.from_id and a.canonical_id is null
         join entities b on b.id = l.to_id and b.canonical_id is null
         where l.judgement = 'suggested'
           and l.rowid >= (select row from place)
         limit :cap)) as left_over;

-- question: waiting
with place as (
  select coalesce(
    (select rowid from entity_links where from_id = :at_from and to_id = :at_to),
    (select rowid + 1 from entity_links where from_id = :after_from and to_id = :after_to),
    0
  ) as row
)
select
  l.from_id || '.' || l.to_id as key,
  l.from_id,
  a.name as from_name,
  a.kind as from_kind,
  l.to_id,
  b.name as to_name,
  b.kind as to_kind,
  l.score,
  l.because,
  l.decided_by as suggested_by,
  l.decided_at as suggested_at
from entity_links l
join entities a on a.id = l.from_id and a.canonical_id is null
join entities b on b.id = l.to_id and b.canonical_id is null
where l.judgement = 'suggested'
  and l.rowid >= (select row from place)
order by l.rowid
limit :most;

-- question: before
with place as (
  select coalesce(
    (select rowid from entity_links where from_id = :at_from and to_id = :at_to),
    (select rowid + 1 from entity_links where from_id = :after_from and to_id = :after_to),
    0
  ) as row
)
select l.from_id || '.' || l.to_id as key
from entity_links l
join entities a on a.id = l.from_id and a.canonical_id is null
join entities b on b.id = l.to_id and b.canonical_id is null
where l.judgement = 'suggested'
  and l.rowid < (select row from place)
order by l.rowid desc
limit 1;
