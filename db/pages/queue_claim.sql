-- The claim that a queue shows, large. :item is that claim, :done the one that was decided about last; :texts is 1 for those who may
-- read full texts.

-- question: item
select
  c.id,
  c.statement,
  c.verifiability,
  c.verdict,
  c.quotation,
  c.quote,
  case
    when t.text is not null and :texts and c.start_char is not null
    then substr(t.text, max(c.start_char - 300, 0) + 1, min(c.start_char, 300))
    else c.prefix
  end as prefix,
  case
    when t.text is not null and :texts and c.start_char is not null
    then substr(t.text, c.end_char + 1, 300)
    else c.suffix
  end as suffix,
  c.claim_date,
  c.source_type,
  c.speaker_id,
  o.speaker,
  o.role,
  o.stance,
  o.medium,
  c.outlet_id,
  o.outlet,
  c.document_id,
  o.document,
  o.published_at,
  d.url,
  c.created_by,
  c.created_at,
  (select count(*)
   from (select 1 from claims m where coalesce(m.canonical_id, m.id) = coalesce(c.canonical_id, c.id) limit 1001)) - 1 as repeats
from claims c
join documents d on d.id = c.document_id
join claim_overview o on o.id = c.id
left join document_texts t on t.document_id = c.document_id and :texts
where c.id = :item;

-- question: assessments
select a.id, a.claim_id, a.status, a.reason, a.rationale, a.check_after, a.credibility, a.assessor, a.assessed_at
from claims c
join claims m on coalesce(m.canonical_id, m.id) = coalesce(c.canonical_id, c.id)
join assessments a on a.claim_id = m.id
where c.id = :item
order by a.assessed_at desc, a.id desc
limit 20;

-- question: done
select id, statement, verifiability
from claims
where id = :done;
