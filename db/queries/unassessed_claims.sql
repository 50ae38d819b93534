-- title: Claims that nobody has assessed
-- description: Somebody has to say whether these can be checked. The newest 200.
select
  c.id as claim,
  o.statement,
  o.speaker,
  c.source_type,
  o.outlet,
  o.published_at
from claims c
join claim_overview o on o.id = c.id
where c.verifiability = 'unassessed'
order by c.rowid desc
limit 200;
