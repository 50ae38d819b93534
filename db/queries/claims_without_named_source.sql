-- title: Claims without a named source
-- description: Nobody stands behind these by name: experts, officials, residents, or no source at all. What an outlet
--   asserts itself is not among them. The newest 200.
select
  c.id as claim,
  o.statement,
  o.speaker as source_as_printed,
  o.role,
  c.source_type,
  o.outlet,
  c.verifiability
from claims c
join claim_overview o on o.id = c.id
where c.rowid in (
  select n.rowid
  from claims n
  where n.source_type in ('unnamed_person', 'unnamed_group', 'anonymous', 'unstated')
  order by n.rowid desc
  limit 200
)
order by c.rowid desc;
