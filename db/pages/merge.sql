-- What the form for merging names asks. :entity is the one that turned out to be the same as another, :into the one that was chosen,
-- :parts the full-text query for what was typed to find one, :words what was typed.

-- question: entity
select
  e.id,
  e.kind,
  e.name,
  (select group_concat(value, ', ') from json_each(e.aliases)) as also_called,
  e.wikidata_id,
  e.domain,
  e.country,
  e.note,
  e.canonical_id,
  i.name as canonical
from entities e
left join entities i on i.id = e.canonical_id
where e.id = :entity;

-- question: chosen
select e.id, e.kind, e.name, e.wikidata_id, e.domain, e.country, e.note, e.canonical_id,
  (select group_concat(value, ', ') from json_each(e.aliases)) as also_called
from entities e
where e.id = :into
  and e.id <> :entity;

-- question: merged
-- What stands for it already, and would come along.
select id, name
from entities
where canonical_id = :entity
order by name
limit :most + 1;

-- question: counted
select
  scope_id as id,
  coalesce(sum(n) filter (where scope = 'speaker'), 0) as said,
  coalesce(sum(n) filter (where scope = 'outlet'), 0) as printed
from claim_counts
where scope in ('speaker', 'outlet')
  and scope_id in (:entity, :into)
group by scope_id;

-- question: roles
select r.entity_id as id, r.title, o.name as organisation, r.start_date, r.end_date
from entity_roles r
left join entities o on o.id = r.organisation_id
where r.entity_id in (:entity, :into)
order by r.entity_id, r.start_date desc
limit :most;

-- question: found
select e.id, e.kind, e.name, e.country, e.note
from (
    select rowid from entities where id = :words
    union
    select rowid from entities where name = :words collate nocase
    union
    select * from (select rowid from entity_names_fts where entity_names_fts match :parts limit 200)
  ) f
cross join entities e on e.rowid = f.rowid
where e.canonical_id is null
  and e.id <> :entity
  and (e.kind = 'person') = (select kind = 'person' from entities where id = :entity)
order by e.name collate nocase
limit :most + 1;
