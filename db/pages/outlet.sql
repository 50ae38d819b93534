-- What the page of an outlet asks. :entity is its id; :verifiability, :verdict and :source_type narrow the claims down where they are
-- given ('' for no verdict); :before is where the page begins, :most how many claims it shows and one more; :months is how
-- many months the profile shows, :short bounds the other lists.

-- question: entity
select e.*, k.name as merged_into, o.id is not null or e.kind = 'outlet' as is_outlet
from entities e
left join entities k on k.id = e.canonical_id
left join entities o on o.id = (
  select d.outlet_id from documents d where d.outlet_id in (select id from entities where id = :entity or canonical_id = :entity) limit 1
)
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
limit :short;

-- question: counts
select verifiability, verdict, source_type, sum(n) as claims
from claim_counts
where scope = 'outlet'
  and scope_id = :entity
group by 1, 2, 3
having sum(n) > 0;

-- question: spoken
select coalesce(sum(n), 0) as claims
from claim_counts
where scope = 'speaker'
  and scope_id = :entity;

-- question: profile
select substr(scope_id, length(:entity) + 2) as month, source_type, sum(n) as claims
from claim_counts
where scope = 'outlet_month'
  and scope_id > :entity || '|'
  and scope_id < :entity || '}'
  and length(scope_id) = length(:entity) + 8
  and substr(scope_id, length(:entity) + 2) > (
    select strftime('%Y-%m', max(substr(scope_id, length(:entity) + 2)) || '-01', '-' || :months || ' months')
    from claim_counts
    where scope = 'outlet_month'
      and scope_id > :entity || '|'
      and scope_id < :entity || '}'
      and length(scope_id) = length(:entity) + 8
      and n > 0
  )
group by 1, 2
having sum(n) > 0
order by 1;

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
      from claims n indexed by claims_outlet_status_idx
      where n.outlet_id = :entity
        and n.verifiability = k.verifiability
        and coalesce(n.verdict, '') = +k.verdict
        and n.quotation = k.quotation
        and coalesce(n.source_type, '') = +k.source_type
        and n.rowid < :before
      order by n.rowid desc
      limit :most
    )
  )) newest
  where k.scope = 'outlet'
    and k.scope_id = :entity
    and k.n > 0
    and (:verifiability is null or k.verifiability = :verifiability)
    and (:verdict is null or k.verdict = :verdict)
    and (:source_type is null or k.source_type = :source_type)
  order by newest.value desc
  limit :most
)
order by place desc;

-- question: documents
select d.id, d.title, d.kind, d.byline, d.published_at, d.accessed_at, (select count(*) from claims c where c.document_id = d.id) as claims
from documents d
where d.rowid in (
  select place
  from (
    select place
    from (select rowid as place from documents where outlet_id = :entity order by rowid desc limit :short)
    union all
    select place
    from (
      select m.rowid as place
      from entities e
      cross join documents m on m.outlet_id = e.id
      where e.canonical_id = :entity
      order by m.rowid desc
      limit :short
    )
  )
  order by place desc
  limit :short
)
order by d.rowid desc;
