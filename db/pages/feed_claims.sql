-- What a feed of claims asks: the newest of all, of one speaker (:speaker), of one outlet (:outlet), or those with the given :rowids (JSON).

-- question: whom
select id, name, canonical_id
from entities
where id = coalesce(:speaker, :outlet);

-- question: entries
select
  c.id,
  c.statement,
  c.quote,
  c.verifiability,
  c.verdict,
  c.quotation,
  c.source_type,
  o.speaker,
  o.role,
  o.outlet,
  o.document,
  o.published_at,
  c.created_at,
  max(
    c.created_at,
    coalesce((select max(a.assessed_at) from assessments a where a.claim_id = c.id), ''),
    coalesce((select max(r.reviewed_at) from published_reviews r where r.claim_id = c.id), ''),
    coalesce((select strftime('%Y-%m-%dT%H:%M:%SZ', max(h.at)) from history h where h.row_id = c.id), '')
  ) as updated_at
from claims c
join claim_overview o on o.id = c.id
where c.rowid in (
  select * from (
    select rowid from claims
    where :speaker is null
      and :outlet is null
      and :rowids is null
    order by rowid desc
    limit :most
  )
  union all
  select * from (select rowid from claims where speaker_id = :speaker order by rowid desc limit :most)
  union all
  select * from (select rowid from claims where outlet_id = :outlet order by rowid desc limit :most)
  union all
  select value from json_each(:rowids)
)
order by c.rowid desc
limit :most;
