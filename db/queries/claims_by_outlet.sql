-- title: Claims by outlet
-- description: Who printed it? Type the name of an outlet, a part of one, an alias or an id. Left empty, it shows the
--   claims of every outlet. The newest 200.
select
  c.id as claim,
  o.statement,
  o.speaker,
  c.source_type,
  c.quotation,
  o.outlet,
  o.published_at,
  c.verifiability,
  c.verdict
from claims c
join claim_overview o on o.id = c.id
where c.rowid in (
  select n.rowid
  from claims n
  where n.outlet_id in (
    select coalesce(e.canonical_id, e.id)
    from entities e
    where e.id = :outlet
      or instr(lower(e.name), lower(:outlet))
      or instr(lower(e.aliases), lower(:outlet))
  )
  order by n.rowid desc
  limit 200
)
order by c.rowid desc;
