-- What the reconciliation of names asks. Entities that were merged into another count as names of that one.

-- question: parts
select term, doc as names
from entity_name_parts
where term in (select value from json_each(:parts));

-- question: candidates
-- :name, :id and what it is in plain letters (:slug) are looked up, and so are other names: :phrase is a full-text query for :name
-- in the other names, :short a name of one or two letters, which no index holds. :alike is a full-text query for part of a name.
select
  e.id,
  e.name,
  e.kind,
  e.aliases,
  e.country,
  e.wikidata_id,
  e.domain,
  (select title from entity_roles r where r.entity_id = e.id order by r.start_date desc limit 1) as role,
  (select json_group_array(m.name) from entities m where m.canonical_id = e.id) as merged
from entities e
where e.id in (
    select coalesce(canonical_id, id) from entities where id in (:id, :slug)
    union
    select coalesce(canonical_id, id) from entities where name = :name collate nocase
    union
    select coalesce(canonical_id, id) from entities where wikidata_id = :wikidata_id
    union
    select coalesce(canonical_id, id) from entities where domain = :domain
    union
    select coalesce(n.canonical_id, n.id)
    from entities n, json_each(n.aliases) a
    where :short is not null
      and n.aliases <> '[]'
      and a.value = :short collate nocase
    union
    select coalesce(n.canonical_id, n.id)
    from entity_names_fts f
    join entities n on n.rowid = f.rowid, json_each(n.aliases) a
    where entity_names_fts match :phrase
      and a.value = :name collate nocase
    union
    select * from (
      select coalesce(n.canonical_id, n.id)
      from entity_names_fts f
      join entities n on n.rowid = f.rowid
      where entity_names_fts match :alike
        and (:kinds is null or n.kind in (select value from json_each(:kinds)))
      order by f.rank
      limit :most
    )
  )
  and (:kinds is null or e.kind in (select value from json_each(:kinds)));

-- question: beginning
-- Names that begin with what was typed; then those that hold it anywhere.
select
  e.id,
  e.name,
  e.kind,
  e.country,
  (select title from entity_roles r where r.entity_id = e.id order by r.start_date desc limit 1) as role
from entities e
where e.canonical_id is null
  and e.rowid in (
    select rowid from entities where id = :prefix
    union
    select * from (
      select rowid from entities
      where name >= :prefix collate nocase
        and name < :prefix || char(1114111) collate nocase
      order by name collate nocase
      limit :most
    )
    union
    select * from (select rowid from entity_names_fts where entity_names_fts match :alike limit :most)
  );

-- question: rows
select e.id, o.kind, o.name, o.aliases, o.wikidata_id, o.domain, o.country
from entities e
join entities o on o.id = coalesce(e.canonical_id, e.id)
where e.id in (select value from json_each(:ids));
