-- Every claim in words: who says so, where it was printed, whether it can be checked, whether it is true.
create view claim_overview as
select c.id,
  c.statement,
  case when c.quotation = 'own_voice' then o.name else coalesce(s.name, a.source_text, t.label) end as speaker,
  t.label as source,
  a.role_text as role,
  o.name as outlet,
  v.label as verifiability,
  w.label as verdict,
  q.label as quotation,
  a.stance,
  a.medium,
  c.claim_date,
  d.published_at,
  d.title as document,
  a.confirmation,
  a.reliability,
  c.source_type,
  c.verifiability as status,
  coalesce(c.canonical_id, c.id) as canonical_id,
  c.document_id,
  c.speaker_id,
  c.outlet_id
from claims c
join documents d on d.id = c.document_id
left join entities o on o.id = c.outlet_id
left join entities s on s.id = c.speaker_id
left join source_types t on t.id = c.source_type
left join verifiability_statuses v on v.id = c.verifiability
left join verdicts w on w.id = c.verdict
left join quotations q on q.id = c.quotation
left join attributions a on a.claim_id = c.id and a.hop = 0 and a.seq = 0;
