-- title: How each article is sourced
-- description: How many of its claims rest on a named source, on a source without a name, or on the outlet itself. The
--   newest 200 documents with claims.
select
  d.id as document_id,
  d.title,
  e.name as outlet,
  d.published_at,
  count(*) as claims,
  sum(c.source_type in ('named_person', 'named_organisation', 'document')) as named,
  sum(c.source_type in ('unnamed_person', 'unnamed_group', 'anonymous', 'unstated')) as without_a_name,
  sum(c.source_type = 'own_voice') as own_voice
from (
  select d.*
  from documents d
  where exists (select 1 from claims c where c.document_id = d.id)
  order by d.rowid desc
  limit 200
) d
join entities e on e.id = d.outlet_id
join claims c on c.document_id = d.id
group by d.id
order by without_a_name desc, claims desc;
