-- title: Who denies what
-- description: Statements that a source calls untrue, and the source that does. The newest 200.
select
  c.id as claim,
  o.statement,
  coalesce(e.name, a.source_text, 'unstated') as denied_by,
  a.role_text as role,
  a.cue,
  o.outlet,
  c.verifiability,
  c.verdict
from attributions a
join claims c on c.id = a.claim_id
join claim_overview o on o.id = c.id
left join entities e on e.id = a.entity_id
where a.stance = 'denies'
order by a.id desc
limit 200;
