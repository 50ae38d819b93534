-- Many outlets, but how many origins? One row for each claim that has repeats, counted together with them.
create view corroboration as
select coalesce(c.canonical_id, c.id) as claim_id,
  count(distinct c.id) as appearances,
  count(distinct c.outlet_id) as outlets,
  count(distinct case when a.stance <> 'denies' then coalesce(e.canonical_id, e.id) end) as named_origins,
  count(distinct case when a.id is not null and a.entity_id is null then c.id end) as unnamed_appearances,
  count(distinct case when a.stance = 'denies' then coalesce(e.canonical_id, e.id, a.source_text) end) as denials
from claims c
left join attributions a on a.claim_id = c.id and a.hop = 0
left join entities e on e.id = a.entity_id
where coalesce(c.canonical_id, c.id) in (select canonical_id from claims where canonical_id is not null)
group by 1;
