-- title: Claims that contradict each other
-- description: Pairs that cannot both be true: confirmed by a person, or only suggested so far. Confirmed ones first,
--   then the newest. 200 at most.
select
  l.judgement,
  l.from_id as claim,
  a.statement,
  a.speaker,
  a.outlet,
  l.to_id as other_claim,
  b.statement as other_statement,
  b.speaker as other_speaker,
  b.outlet as other_outlet
from claim_links l
join claim_overview a on a.id = l.from_id
join claim_overview b on b.id = l.to_id
where l.relation = 'contradicts'
  and l.judgement in ('confirmed', 'suggested')
order by l.judgement, l.decided_at desc, l.rowid desc
limit 200;
