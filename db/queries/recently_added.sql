-- title: Recently added
-- description: The newest 200 claims, with who added them and when.
select
  c.id as claim,
  o.statement,
  o.speaker,
  o.outlet,
  c.created_by as added_by,
  c.created_at as added_at
from claims c
join claim_overview o on o.id = c.id
where c.rowid in (select rowid from claims order by rowid desc limit 200)
order by c.rowid desc
limit 200;
