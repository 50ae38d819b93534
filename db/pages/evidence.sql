-- What the form for evidence asks, beside the claim itself. :document is the one that was chosen, :words what was typed to find one
-- and :match the full-text query for it.

-- question: evidence
select
  e.id,
  e.claim_id,
  e.stance,
  e.is_primary,
  e.quote,
  e.note,
  e.added_by,
  e.added_at,
  e.document_id,
  d.title as document,
  o.name as outlet
from claims m
join evidence e on e.claim_id = m.id
join documents d on d.id = e.document_id
join entities o on o.id = d.outlet_id
where coalesce(m.canonical_id, m.id) = (select coalesce(canonical_id, id) from claims where id = :claim)
order by e.id desc
limit :most + 1;

-- question: chosen
select
  d.id,
  d.title,
  d.kind,
  d.url,
  d.published_at,
  d.accessed_at,
  o.name as outlet,
  exists (select 1 from document_texts t where t.document_id = d.id) as text_is_stored
from documents d
join entities o on o.id = d.outlet_id
where d.id = :document;

-- question: found
-- The one of that id or address; the newest whose title or byline holds the words, or a claim in them.
select
  d.id,
  d.title,
  d.kind,
  d.url,
  d.published_at,
  d.accessed_at,
  o.name as outlet
from (
    select rowid from documents where id = :words
    union
    select rowid from documents where :words <> '' and coalesce(url, '') = :words
    union
    select k.rowid
    from (select rowid from claims_fts where claims_fts match :match order by rowid desc limit 200) w
    cross join claims c on c.rowid = w.rowid
    cross join documents k on k.id = c.document_id
    union
    select * from (select rowid from documents_fts where documents_fts match :match order by rowid desc limit :most + 1)
    order by 1 desc
    limit :most + 1
  ) f
cross join documents d on d.rowid = f.rowid
cross join entities o on o.id = d.outlet_id
order by d.rowid desc;
