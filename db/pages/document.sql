-- What the reader of a document asks. :document is its id, :cap how many of its claims are shown, :texts whether full texts may be read.

-- question: document
select
  d.id,
  d.title,
  d.kind,
  coalesce(e.canonical_id, e.id) as outlet_id,
  e.name as outlet,
  d.byline,
  d.language,
  d.url,
  d.archive_url,
  d.published_at,
  d.published_at_inferred,
  d.accessed_at,
  d.content_sha256,
  exists (select 1 from document_texts t where t.document_id = d.id) as has_text
from documents d
join entities e on e.id = d.outlet_id
where d.id = :document;

-- question: versions
select
  v.id,
  v.title,
  v.accessed_at,
  v.published_at,
  (select count(*) from claims c where c.document_id = v.id) as claims
from documents d
join documents v on coalesce(v.url, '') = coalesce(d.url, '')
where d.id = :document
  and d.url is not null
order by v.accessed_at desc, v.rowid desc
limit 50;

-- question: sources
select
  coalesce(source_type, 'own_voice') as source_type,
  count(*) as claims
from claims
where document_id = :document
group by 1;

-- question: claims
select
  c.id,
  c.statement,
  c.quote,
  c.start_char,
  c.end_char,
  c.location,
  c.verifiability,
  c.verdict,
  c.quotation,
  c.source_type,
  o.stance,
  c.speaker_id,
  o.speaker,
  o.role,
  c.outlet_id,
  o.outlet,
  c.claim_date,
  c.created_at
from (
  select rowid as place
  from claims
  where document_id = :document
  order by start_char is null, start_char, end_char desc, rowid
  limit :cap
) f
cross join claims c on c.rowid = f.place
join claim_overview o on o.id = c.id
order by c.start_char is null, c.start_char, c.end_char desc, c.rowid;

-- question: evidence
select v.claim_id, v.stance, v.quote, v.note, c.statement
from evidence v
join claims c on c.id = v.claim_id
where v.document_id = :document
order by v.id desc
limit 50;

-- question: drafts
select
  id as first_id,
  (select count(*) from candidates where document_id = :document and +state = 'pending') as waiting
from candidates
where document_id = :document
  and +state = 'pending' -- of one document, not of all that wait
  and :texts
order by rowid
limit 1;

-- question: text
select text
from document_texts
where document_id = :document
  and :texts;
