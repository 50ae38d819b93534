-- Claims that nobody has assessed, from one claim on. :at is that claim, :after the one before it, neither means the first;
-- :oldest is 1 for the oldest first, else 0; :most is how many are listed, :cap how far they are counted.

-- question: counts
with place as (
  select coalesce(
    (select rowid from claims where id = :at),
    (select rowid + iif(:oldest, 1, -1) from claims where id = :after)
  ) as row
)
select
  (select coalesce(sum(n), 0) from claim_counts where scope = 'all' and verifiability = 'unassessed') as waiting,
  (select count(*)
   from (select 1
         from claims
         where verifiability = 'unassessed'
           and :oldest
           and rowid >= coalesce((select row from place), 0)
         limit :cap))
  + (select count(*)
     from (select 1
           from claims
           where verifiability = 'unassessed'
             and not :oldest
             and rowid <= coalesce((select row from place), 9223372036854775807)
           limit :cap)) as left_over;

-- question: waiting
with place as (
  select coalesce(
    (select rowid from claims where id = :at),
    (select rowid + iif(:oldest, 1, -1) from claims where id = :after)
  ) as row
)
select
  c.id as key,
  c.id,
  c.statement,
  c.source_type,
  c.speaker_id,
  o.speaker,
  o.role,
  c.outlet_id,
  o.outlet,
  c.document_id,
  o.document,
  o.published_at,
  c.created_by,
  c.created_at
from claims c
join claim_overview o on o.id = c.id
where c.rowid in (
  select * from (
    select rowid
    from claims
    where verifiability = 'unassessed'
      and :oldest
      and rowid >= coalesce((select row from place), 0)
    order by rowid
    limit :most
  )
  union all
  select * from (
    select rowid
    from claims
    where verifiability = 'unassessed'
      and not :oldest
      and rowid <= coalesce((select row from place), 9223372036854775807)
    order by rowid desc
    limit :most
  )
)
order by iif(:oldest, c.rowid, -c.rowid);

-- question: before
with place as (
  select coalesce(
    (select rowid from claims where id = :at),
    (select rowid + iif(:oldest, 1, -1) from claims where id = :after)
  ) as row
)
select * from (
  select id as key
  from claims
  where verifiability = 'unassessed'
    and :oldest
    and rowid < (select row from place)
  order by rowid desc
  limit 1
)
union all
select * from (
  select id
  from claims
  where verifiability = 'unassessed'
    and not :oldest
    and rowid > (select row from place)
  order by rowid
  limit 1
);
