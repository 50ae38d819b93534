-- What the form for links asks, beside the claim itself. :other is the claim that was chosen, :match the full-text query for what
-- was typed to find one, :words what was typed.

-- question: links
select
  l.from_id,
  l.to_id,
  l.relation,
  l.judgement,
  l.score,
  l.decided_by,
  l.decided_at,
  k.*
from (
  select * from claim_links where from_id = :claim
  union all
  select * from claim_links where to_id = :claim
) l
join claim_cards k on k.id = case l.from_id when :claim then l.to_id else l.from_id end
order by l.judgement = 'suggested' desc, l.decided_at desc
limit :most + 1;

-- question: chosen
select
  c.id,
  c.statement,
  c.quote,
  c.prefix,
  c.suffix,
  c.verifiability,
  c.verdict,
  c.quotation,
  c.source_type,
  c.speaker_id,
  v.speaker,
  v.role,
  c.outlet_id,
  v.outlet,
  c.document_id,
  v.document,
  v.published_at
from claims c
join claim_overview v on v.id = c.id
where c.id = :other
  and c.id <> :claim;

-- question: found
select k.*
from (
    select rowid from claims where id = :words
    union
    select * from (select rowid from claims_fts where claims_fts match :match order by rowid desc limit :most + 2)
  ) f
cross join claim_cards k on k.place = f.rowid
where k.id <> :claim
order by k.place desc
limit :most + 1;
