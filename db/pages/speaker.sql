-- What the page of a speaker asks. :entity is its id; :verifiability, :verdict and :quotation narrow the claims down where they are
-- given ('' for no verdict); :before is where the page begins, :most how many claims it shows and one more; :recent bounds what
-- is counted by looking at claims themselves, :short the other lists.

-- question: entity
select e.*, k.name as merged_into, o.id is not null or e.kind = 'outlet' as is_outlet
from entities e
left join entities k on k.id = e.canonical_id
left join entities o on o.id = (select d.outlet_id from documents d where d.outlet_id = e.id limit 1)
where e.id = :entity;

-- question: merged
select id, name
from entities
where canonical_id = :entity
order by name
limit :short;

-- question: roles
select r.title, r.organisation_id, coalesce(k.id, o.id) as organisation, coalesce(k.name, o.name) as organisation_name, r.start_date, r.end_date
from entity_roles r
left join entities o on o.id = r.organisation_id
left join entities k on k.id = o.canonical_id
where r.entity_id in (select id from entities where id = :entity or canonical_id = :entity)
order by coalesce(r.start_date, r.end_date) desc, r.title
limit :recent;

-- question: counts
select verifiability, verdict, quotation, sum(n) as claims
from claim_counts
where scope = 'speaker'
  and scope_id = :entity
group by 1, 2, 3
having sum(n) > 0;

-- question: claims
select *
from claim_cards
where place in (
  -- claim_counts says which combinations of statuses there are; the newest of each are at the end of its stretch of the index.
  select newest.value
  from claim_counts k
  join json_each((
    select json_group_array(rowid)
    from (
      select n.rowid
      from claims n indexed by claims_speaker_status_idx
      where n.speaker_id = :entity
        and n.verifiability = k.verifiability
        and coalesce(n.verdict, '') = +k.verdict
        and n.quotation = k.quotation
        and coalesce(n.source_type, '') = +k.source_type
        and n.rowid < :before
      order by n.rowid desc
      limit :most
    )
  )) newest
  where k.scope = 'speaker'
    and k.scope_id = :entity
    and k.n > 0
    and (:verifiability is null or k.verifiability = :verifiability)
    and (:verdict is null or k.verdict = :verdict)
    and (:quotation is null or k.quotation = :quotation)
  order by newest.value desc
  limit :most
)
order by place desc;

-- question: outlets
select n.outlet_id, e.name as outlet, n.claims
from (
  select outlet_id, count(*) as claims
  from (
    select outlet_id, quotation from claims where speaker_id = :entity order by rowid desc limit :recent
  )
  where quotation <> 'own_voice'
  group by outlet_id
  order by count(*) desc, outlet_id
  limit :short
) n
join entities e on e.id = n.outlet_id
order by n.claims desc, e.name;

-- question: printed_roles
select a.role_text as role, count(*) as claims, min(d.published_at) as earliest, max(d.published_at) as latest
from (
  select id
  from (select id from attributions where entity_id = :entity order by id desc limit :recent)
  union all
  select id
  from (
    select m.id from entities e cross join attributions m on m.entity_id = e.id where e.canonical_id = :entity order by m.id desc limit :recent
  )
) r
cross join attributions a on a.id = r.id
cross join claims c on c.id = a.claim_id
cross join documents d on d.id = c.document_id
where a.role_text is not null
group by lower(a.role_text)
order by 2 desc, 1
limit :short;

-- question: passed_on
select
  k.*,
  r.hop
from (
  select a.claim_id, a.hop, a.id
  from (
    select id
    from (select id from attributions where entity_id = :entity order by id desc limit :recent)
    union all
    select id
    from (
      select m.id from entities e cross join attributions m on m.entity_id = e.id where e.canonical_id = :entity order by m.id desc limit :recent
    )
  ) n
  cross join attributions a on a.id = n.id
  where a.hop > 0
  order by a.id desc
  limit :short
) r
cross join claim_cards k on k.id = r.claim_id
order by r.id desc;
