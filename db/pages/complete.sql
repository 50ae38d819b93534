-- Who or what a name that is being typed may mean. :typed as it was typed, :slug in plain letters, :parts a full-text query for its words,
-- :kinds a JSON array, :most how many are looked at in each way.

-- question: options
select
  o.id,
  o.name,
  o.kind,
  o.country,
  o.domain,
  (select title from entity_roles r where r.entity_id = o.id order by r.start_date desc limit 1) as role,
  exists (select 1 from entities x where x.name = o.name collate nocase and coalesce(x.canonical_id, x.id) <> o.id)
    or exists (select 1 from entities x where x.id = o.name and coalesce(x.canonical_id, x.id) <> o.id) as has_namesake,
  group_concat(case when e.id <> o.id then e.name end, ' · ') as also,
  min(e.name >= :typed collate nocase and e.name < :typed || char(1114111) collate nocase) as begins
from (
    select rowid
    from (
      select rowid
      from entities
      where name >= :typed collate nocase
        and name < :typed || char(1114111) collate nocase
        and kind in (select value from json_each(:kinds))
      order by name collate nocase
      limit :most
    )
    union
    select rowid
    from (
      select rowid
      from entities
      where id >= :slug
        and id < :slug || '~'
        and kind in (select value from json_each(:kinds))
      order by id
      limit :most
    )
    union
    select rowid
    from (
      select n.rowid
      from entity_names_fts f
      join entities n on n.rowid = f.rowid
      where entity_names_fts match :parts
        and n.kind in (select value from json_each(:kinds))
      limit :most
    )
  ) f
join entities e on e.rowid = f.rowid
join entities o on o.id = coalesce(e.canonical_id, e.id)
group by o.id;
