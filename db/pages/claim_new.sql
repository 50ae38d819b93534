-- What the form for a new claim asks. :document is the one that was chosen, :words and :match what was typed to find one,
-- :cap how many claims are shown in its text, :texts whether full texts may be read.

-- question: document
select
  d.id,
  d.title,
  d.kind,
  d.url,
  d.language,
  d.published_at,
  d.accessed_at,
  coalesce(e.canonical_id, e.id) as outlet_id,
  e.name as outlet,
  exists (select 1 from document_texts t where t.document_id = d.id) as has_text,
  (select s.newest_id from superseded_documents s where s.document_id = d.id) as newest_id
from documents d
join entities e on e.id = d.outlet_id
where d.id = :document;

-- question: claims
select id, statement, quote, start_char, end_char, verifiability, source_type
from claims
where document_id = :document
order by start_char is null, start_char, end_char desc, rowid
limit :cap;

-- question: text
select text
from document_texts
where document_id = :document
  and :texts;

-- question: found
-- The one of that id or address; the newest in which a claim holds the words; of the newest documents, those whose title or outlet
-- holds them. Without words, the newest.
select
  d.id,
  d.title,
  d.kind,
  d.published_at,
  d.accessed_at,
  o.name as outlet,
  (select count(*) from claims c where c.document_id = d.id) as claims,
  (select s.newest_id from superseded_documents s where s.document_id = d.id) as newest_id
from (
    select place from (select rowid as place from documents where :words = '' order by rowid desc limit :most)
    union
    select rowid from documents where id = :words
    union
    select rowid from documents where :words <> '' and coalesce(url, '') = :words
    union
    select k.rowid
    from (select rowid from claims_fts where claims_fts match :match order by rowid desc limit 200) f
    cross join claims c on c.rowid = f.rowid
    cross join documents k on k.id = c.document_id
    union
    select n.rowid
    from (select rowid, title, outlet_id from documents order by rowid desc limit 5000) n
    cross join entities m on m.id = n.outlet_id
    where :words <> ''
      and not exists (select 1 from json_each(:each) w where not instr(lower(n.title || ' ' || m.name), lower(w.value)))
  ) p
cross join documents d on d.rowid = p.place
cross join entities o on o.id = d.outlet_id
where :document is null
order by d.rowid desc
limit :most;
