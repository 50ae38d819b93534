-- A claim as its card shows it: keys for badges and links, words for people. `place` is the order of recording.
create view claim_cards as
select c.rowid as place,
  c.id,
  c.statement,
  c.quote,
  c.verifiability,
  c.verdict,
  c.quotation,
  c.source_type,
  c.speaker_id,
  o.speaker,
  o.role,
  o.stance,
  c.outlet_id,
  o.outlet,
  c.document_id,
  o.document,
  o.published_at,
  c.claim_date,
  c.created_at
from claims c
join claim_overview o on o.id = c.id;
