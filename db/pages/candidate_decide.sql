-- The draft that a queue or the form about it shows, beside the words of its document. :item is that draft, :done the one that was
-- decided about last; :texts is 1 for those who may read full texts.

-- question: item
select
  k.id,
  k.document_id,
  k.extractor,
  k.draft,
  coalesce(k.start_char, json_extract(k.draft, '$.start_char')) as start_char,
  coalesce(k.end_char, json_extract(k.draft, '$.end_char')) as end_char,
  k.score,
  k.because,
  k.state,
  k.decision,
  k.decided_by,
  k.decided_at,
  k.claim_id,
  k.created_at,
  k.spans,
  d.title as document,
  d.url,
  d.language,
  d.published_at,
  d.outlet_id,
  e.name as outlet,
  t.document_id is not null as has_text
from candidates k
join documents d on d.id = k.document_id
join entities e on e.id = d.outlet_id
left join document_texts t on t.document_id = k.document_id
where k.id = :item;

-- question: passage
select
  max(s.start_char - 400, 0) as start_char,
  length(t.text) > s.end_char + 400 as goes_on,
  substr(t.text, max(s.start_char - 400, 0) + 1, s.end_char + 400 - max(s.start_char - 400, 0)) as text
from (
  select
    document_id,
    coalesce(start_char, json_extract(draft, '$.start_char'), 0) as start_char,
    coalesce(end_char, json_extract(draft, '$.end_char'), 1200) as end_char
  from candidates
  where id = :item
) s
join document_texts t on t.document_id = s.document_id
where :texts;

-- question: done
select
  id,
  json_extract(draft, '$.statement') as statement,
  state,
  decided_by,
  claim_id,
  case
    when json_extract(decision, '$.split') is not null then 'split'
    when json_extract(decision, '$.merged_into') is not null then 'merged'
  end as recut
from candidates
where id = :done;
