-- Drafts of programs that nobody has decided about, the one drafted first first, from one draft on. :at is that draft, :after the one
-- before it, neither means the first; :most is how many are listed, :cap how far they are counted.

-- question: counts
with place as (
  select coalesce(
    (select rowid from candidates where id = :at),
    (select rowid + 1 from candidates where id = :after),
    0
  ) as row
)
select
  (select count(*) from (select 1 from candidates where state = 'pending' limit :cap)) as waiting,
  (select count(*)
   from (select 1
         from candidates
         where state = 'pending'
           and rowid >= (select row from place)
         limit :cap)) as left_over;

-- question: waiting
with place as (
  select coalesce(
    (select rowid from candidates where id = :at),
    (select rowid + 1 from candidates where id = :after),
    0
  ) as row
)
select
  k.id as key,
  k.id,
  json_extract(k.draft, '$.statement') as statement,
  json_extract(k.draft, '$.quote') as quote,
  k.score,
  k.extractor,
  k.document_id,
  d.title as document,
  e.name as outlet,
  k.created_at
from candidates k
join documents d on d.id = k.document_id
join entities e on e.id = d.outlet_id
where k.rowid in (
  select rowid
  from candidates
  where state = 'pending'
    and rowid >= (select row from place)
  order by rowid
  limit :most
)
order by k.rowid;

-- question: before
with place as (
  select coalesce(
    (select rowid from candidates where id = :at),
    (select rowid + 1 from candidates where id = :after),
    0
  ) as row
)
select id as key
from candidates
where state = 'pending'
  and rowid < (select row from place)
order by rowid desc
limit 1;
