-- Claims whose day to look again has come, the longest overdue first, from one claim on. :at is that claim, :after the one before
-- it, neither means the first; :today is a day, :most is how many are listed, :cap how far they are counted.
-- A claim that was assessed again meanwhile keeps the place that its last day gave it.

-- question: counts
with place as (
  select check_after
  from assessments
  where claim_id = coalesce(:at, :after)
    and check_after <= :today
  order by id desc
  limit 1
)
select
  waiting,
  case
    when (select check_after from place) is null then waiting
    else (select count(*)
          from (select 1
                from due_claims
                where check_after <= :today
                  and check_after >= coalesce((select check_after from place), '')
                  and (check_after > (select check_after from place) or id > coalesce(:at, :after) or id = :at)
                limit :cap))
  end as left_over
from (select count(*) as waiting from (select 1 from due_claims where check_after <= :today limit :cap));

-- question: waiting
with place as (
  select check_after
  from assessments
  where claim_id = coalesce(:at, :after)
    and check_after <= :today
  order by id desc
  limit 1
),
due as (
  select *
  from due_claims
  where check_after <= :today
    and check_after >= coalesce((select check_after from place), '')
    and ((select check_after from place) is null
         or check_after > (select check_after from place)
         or id > coalesce(:at, :after)
         or id = :at)
  order by check_after, id
  limit :most
)
select
  c.id as key,
  c.id,
  c.statement,
  d.check_after,
  d.reason,
  d.rationale,
  d.assessor,
  d.assessed_at,
  c.source_type,
  c.speaker_id,
  o.speaker,
  o.role,
  c.outlet_id,
  o.outlet,
  c.document_id,
  o.document,
  o.published_at
from due d
join claims c on c.id = d.id
join claim_overview o on o.id = c.id
order by d.check_after, c.id;

-- question: before
with place as (
  select check_after
  from assessments
  where claim_id = coalesce(:at, :after)
    and check_after <= :today
  order by id desc
  limit 1
)
select id as key
from due_claims
where check_after <= (select check_after from place)
  and (check_after < (select check_after from place) or id < coalesce(:at, :after) or id = :after)
order by check_after desc, id desc
limit 1;
