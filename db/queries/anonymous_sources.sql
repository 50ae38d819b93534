-- title: Anonymous sources and why they have no name
-- description: Sources whom the reporter knows and does not name, with the reason that the outlet printed. The newest 200.
select
  c.id as claim,
  o.statement,
  a.source_text as source_as_printed,
  a.role_text as role,
  coalesce(a.anonymity_reason, 'no reason printed') as anonymity_reason,
  o.outlet,
  c.verifiability
from attributions a
join claims c on c.id = a.claim_id
join claim_overview o on o.id = c.id
where a.source_type = 'anonymous'
order by a.id desc
limit 200;
