-- title: Claims by speaker
-- description: Who says so? Type a name, a part of one, an alias or an id. Left empty, it shows the claims of every
--   speaker who is named. The newest 200.
select
  c.id as claim,
  o.statement,
  o.speaker,
  o.role,
  o.stance,
  o.outlet,
  c.verifiability,
  c.verdict
from claims c
join claim_overview o on o.id = c.id
where c.rowid in (
  select n.rowid
  from claims n
  where n.speaker_id in (
    select coalesce(e.canonical_id, e.id)
    from entities e
    where e.id = :speaker
      or instr(lower(e.name), lower(:speaker))
      or instr(lower(e.aliases), lower(:speaker))
  )
  order by n.rowid desc
  limit 200
)
order by c.rowid desc;
