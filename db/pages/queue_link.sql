-- The link that a queue shows, with both claims. :item_from, :item_to and :item_relation are that link, :done_from, :done_to and
-- :done_relation the one that was decided about last.

-- question: link
select from_id, to_id, relation, judgement, score, decided_by, decided_at
from claim_links
where from_id = :item_from
  and to_id = :item_to
  and relation = :item_relation;

-- question: ends
select
  c.id,
  c.statement,
  c.quote,
  c.prefix,
  c.suffix,
  c.verifiability,
  c.verdict,
  c.quotation,
  c.claim_date,
  c.source_type,
  c.speaker_id,
  o.speaker,
  o.role,
  o.stance,
  c.outlet_id,
  o.outlet,
  c.document_id,
  o.document,
  o.published_at
from claims c
join claim_overview o on o.id = c.id
where c.id in (:item_from, :item_to);

-- question: others
select from_id, to_id, relation, judgement, decided_by, decided_at
from claim_links
where from_id in (:item_from, :item_to)
  and to_id in (:item_from, :item_to)
  and not (from_id = :item_from and relation = :item_relation)
order by judgement, relation;

-- question: done
select from_id, to_id, relation, judgement, decided_by
from claim_links
where from_id = :done_from
  and to_id = :done_to
  and relation = :done_relation;
