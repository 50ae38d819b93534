-- Claims that nobody has assessed, what is most worth checking first, from one claim on; then those of which no program has said anything,
-- newest first. :at is that claim, :after the one before it, neither means the first; :most is how many are listed, :cap how far they are
-- counted. A claim that has been assessed meanwhile keeps the place that its worth gave it.

-- question: counts
with place as (
  select
    c.id,
    case when w.claim_id is null and c.verifiability = 'unassessed' then null else coalesce(w.worth, s.worth) end as worth,
    c.rowid as row,
    :at is not null as is_in
  from claims c
  left join claims_to_assess w on w.claim_id = c.id
  left join suggested_assessments s on s.id = (select max(id) from suggested_assessments where claim_id = c.id)
  where c.id = coalesce(:at, :after)
),
total as (
  select coalesce(sum(n), 0) as waiting
  from claim_counts
  where scope = 'all'
    and verifiability = 'unassessed'
),
worthy as (
  select count(*) as claims
  from (select 1
        from claims_to_assess
        where not exists (select 1 from place)
        limit :cap)
  union all
  select count(*)
  from (select 1
        from claims_to_assess
        where worth = (select worth from place)
          and claim_id >= (select id from place)
          and (claim_id > (select id from place) or (select is_in from place))
        limit :cap)
  union all
  select count(*)
  from (select 1
        from claims_to_assess
        where worth < (select worth from place)
        limit :cap)
),
found as (
  select sum(claims) as claims
  from worthy
),
others as (
  select count(*) as claims
  from (
    select 1
    from claims c indexed by claims_verifiability_idx
    where c.verifiability = 'unassessed'
      and c.rowid <= coalesce((select iif(worth is null, row - (not is_in), null) from place), 9223372036854775807)
      and not exists (select 1 from claims_to_assess w where w.claim_id = c.id)
    -- Nothing is looked for beyond the cap, nor where every claim has its suggestion.
    limit min(
      max(:cap - (select claims from found), 0),
      case when (select claims from found) < :cap then (select waiting from total) - (select count(*) from claims_to_assess) else 0 end
    )
  )
)
select total.waiting, min(found.claims + others.claims, :cap) as left_over
from total, found, others;

-- question: waiting
with place as (
  select
    c.id,
    case when w.claim_id is null and c.verifiability = 'unassessed' then null else coalesce(w.worth, s.worth) end as worth,
    c.rowid as row,
    :at is not null as is_in
  from claims c
  left join claims_to_assess w on w.claim_id = c.id
  left join suggested_assessments s on s.id = (select max(id) from suggested_assessments where claim_id = c.id)
  where c.id = coalesce(:at, :after)
),
worthy as (
  select * from (
    select worth, claim_id
    from claims_to_assess
    where not exists (select 1 from place)
    order by worth desc, claim_id
    limit :most
  )
  union all
  select * from (
    select worth, claim_id
    from claims_to_assess
    where worth = (select worth from place)
      and claim_id >= (select id from place)
      and (claim_id > (select id from place) or (select is_in from place))
    order by claim_id
    limit :most
  )
  union all
  select * from (
    select worth, claim_id
    from claims_to_assess
    where worth < (select worth from place)
    order by worth desc, claim_id
    limit :most
  )
),
others as (
  select rowid as row
  from claims c indexed by claims_verifiability_idx
  where c.verifiability = 'unassessed'
    and c.rowid <= coalesce((select iif(worth is null, row - (not is_in), null) from place), 9223372036854775807)
    and not exists (select 1 from claims_to_assess w where w.claim_id = c.id)
  order by c.rowid desc
  limit min(
    max(:most - (select count(*) from worthy), 0),
    case
      when (select count(*) from worthy) < :most
      then (select coalesce(sum(n), 0) from claim_counts where scope = 'all' and verifiability = 'unassessed')
        - (select count(*) from claims_to_assess)
      else 0
    end
  )
),
chosen as (
  select c.rowid as row, w.worth
  from worthy w
  join claims c on c.id = w.claim_id
  union all
  select row, null
  from others
)
select
  c.id as key,
  c.id,
  c.statement,
  n.worth,
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
from chosen n
cross join claims c on c.rowid = n.row
join claim_overview o on o.id = c.id
order by n.worth is null, n.worth desc, iif(n.worth is null, null, c.id), c.rowid desc
limit :most;

-- question: before
with place as (
  select
    c.id,
    case when w.claim_id is null and c.verifiability = 'unassessed' then null else coalesce(w.worth, s.worth) end as worth,
    c.rowid as row,
    :at is null as is_in
  from claims c
  left join claims_to_assess w on w.claim_id = c.id
  left join suggested_assessments s on s.id = (select max(id) from suggested_assessments where claim_id = c.id)
  where c.id = coalesce(:at, :after)
),
newer as (
  select c.id
  from claims c indexed by claims_verifiability_idx
  where c.verifiability = 'unassessed'
    and c.rowid > (select row - is_in from place where worth is null)
    and not exists (select 1 from claims_to_assess w where w.claim_id = c.id)
  order by c.rowid
  limit 1
)
select id as key
from (
  select id, 1 as nearness
  from newer
  union all
  select claim_id, 2
  from (
    select claim_id
    from claims_to_assess
    where worth = (select worth from place)
      and claim_id <= (select id from place)
      and (claim_id < (select id from place) or (select is_in from place))
    order by claim_id desc
    limit 1
  )
  union all
  select claim_id, 3
  from (
    select claim_id
    from claims_to_assess
    where worth > (select worth from place)
    order by worth, claim_id desc
    limit 1
  )
  union all
  select claim_id, 4
  from (
    select claim_id
    from claims_to_assess
    where exists (select 1 from place where worth is null)
    order by worth, claim_id desc
    limit 1
  )
)
order by nearness
limit 1;
