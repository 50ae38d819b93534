-- The claim that a form is about. :claim is its id.

-- question: claim
select
  c.id,
  c.statement,
  c.quote,
  c.prefix,
  c.suffix,
  c.quotation,
  c.location,
  c.language,
  c.claim_date,
  c.claim_date_inferred,
  c.verifiability,
  c.verdict,
  c.source_type,
  c.speaker_id,
  o.speaker,
  o.role,
  c.outlet_id,
  o.outlet,
  c.document_id,
  o.document,
  o.published_at,
  d.url,
  exists (select 1 from document_texts t where t.document_id = c.document_id) as text_is_stored
from claims c
join claim_overview o on o.id = c.id
join documents d on d.id = c.document_id
where c.id = :claim;
