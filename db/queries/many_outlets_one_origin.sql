-- title: Many outlets, one origin
-- description: Printed by two outlets or more, yet all of them rest on one named source, or on none. Repetition is not
--   corroboration. The 200 most printed.
select
  k.claim_id as claim,
  o.statement,
  k.outlets,
  k.appearances,
  k.named_origins,
  k.unnamed_appearances,
  k.denials,
  o.speaker,
  c.verifiability,
  c.verdict
from corroboration k
join claims c on c.id = k.claim_id
join claim_overview o on o.id = c.id
where k.outlets > 1
  and k.named_origins <= 1
order by k.outlets desc, k.appearances desc
limit 200;
