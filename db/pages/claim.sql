-- What the page of a claim asks. :claim is its id, :cluster how many appearances of one claim are looked at (this one first), :most how long a list
-- may be (and one more, so that a cut is noticed), :drafts whether draft reviews may be seen.

-- question: matches
select id
from claims
where id >= :claim
  and id < :claim || char(1114111)
order by id
limit 4;

-- question: claim
select
  c.id,
  c.statement,
  c.quote,
  c.prefix,
  c.suffix,
  c.start_char,
  c.end_char,
  c.quotation,
  c.location,
  c.language,
  c.claim_date,
  c.claim_date_inferred,
  c.canonical_id,
  c.created_by,
  c.created_at,
  c.verifiability,
  c.verdict,
  c.source_type,
  c.speaker_id,
  v.speaker,
  v.role,
  c.outlet_id,
  o.name as outlet,
  o.wikidata_id as outlet_wikidata_id,
  c.document_id,
  d.title as document,
  d.kind as document_kind,
  d.url,
  d.archive_url,
  d.byline,
  d.published_at,
  d.published_at_inferred,
  d.accessed_at,
  t.document_id is not null as text_is_stored,
  case
    when t.document_id is null or c.quote = '' then null
    when c.start_char is null then instr(t.text, c.quote) > 0
    else substr(t.text, c.start_char + 1, c.end_char - c.start_char) = c.quote
  end as quote_is_proved,
  s.newest_id as newer_document_id,
  n.accessed_at as newer_accessed_at,
  case when c.quote <> '' then instr(w.text, c.quote) > 0 end as quote_still_stands
from claims c
join claim_overview v on v.id = c.id
join documents d on d.id = c.document_id
left join entities o on o.id = c.outlet_id
left join document_texts t on t.document_id = c.document_id
left join superseded_documents s on s.document_id = c.document_id
left join documents n on n.id = s.newest_id
left join document_texts w on w.document_id = s.newest_id
where c.id = :claim;

-- question: chain
select
  a.id,
  a.claim_id,
  a.hop,
  a.seq,
  a.source_type,
  a.entity_id,
  k.id as speaker_id,
  k.name as speaker,
  k.kind as speaker_kind,
  k.wikidata_id as speaker_wikidata_id,
  a.affiliation_id,
  f.id as member_of_id,
  f.name as member_of,
  a.source_text,
  a.role_text,
  a.cue,
  a.stance,
  a.medium,
  a.platform_id,
  p.name as platform,
  a.said_date,
  a.origin_document_id,
  d.title as origin_document,
  a.anonymity_reason,
  a.confirmation,
  a.reliability
from attributions a
left join entities e on e.id = a.entity_id
left join entities k on k.id = coalesce(e.canonical_id, e.id)
left join entities m on m.id = a.affiliation_id
left join entities f on f.id = coalesce(m.canonical_id, m.id)
left join entities p on p.id = a.platform_id
left join documents d on d.id = a.origin_document_id
where a.claim_id = :claim
order by a.hop, a.seq;

-- question: appearances
select
  count(*) as appearances,
  count(distinct c.outlet_id) as outlets,
  coalesce(sum(exists (select 1 from attributions a where a.claim_id = c.id and a.hop > 0)), 0) as passed_on
from claims c
where c.rowid in (
  select m.rowid
  from claims m
  where coalesce(m.canonical_id, m.id) = (select coalesce(canonical_id, id) from claims where id = :claim)
  order by m.id <> :claim, m.rowid
  limit :cluster
);

-- question: origins
select
  case
    when c.quotation = 'own_voice' then 'own_voice'
    when a.stance = 'denies' then 'denied'
    when a.entity_id is null then 'unnamed'
    else 'named'
  end as origin,
  k.id as entity_id,
  coalesce(k.name, case a.stance when 'denies' then a.source_text end) as name,
  count(distinct c.id) as appearances,
  count(distinct c.outlet_id) as outlets
from claims c
left join attributions a on a.claim_id = c.id and a.hop = 0
left join entities e on e.id = case c.quotation when 'own_voice' then c.outlet_id else a.entity_id end
left join entities k on k.id = coalesce(e.canonical_id, e.id)
where c.rowid in (
  select m.rowid
  from claims m
  where coalesce(m.canonical_id, m.id) = (select coalesce(canonical_id, id) from claims where id = :claim)
  order by m.id <> :claim, m.rowid
  limit :cluster
)
group by 1, 2, 3
order by 4 desc, 3;

-- question: elsewhere
select *
from claim_cards
where place in (
  select m.rowid
  from claims m
  where coalesce(m.canonical_id, m.id) = (select coalesce(canonical_id, id) from claims where id = :claim)
    and m.id <> :claim
  order by m.rowid
  limit :most
)
order by place;

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
  select *
  from (
    select f.*, f.to_id as other_id from claim_links f where f.from_id = :claim
    union all
    select t.*, t.from_id from claim_links t where t.to_id = :claim
  )
  order by judgement = 'rejected', judgement = 'suggested', decided_at desc
  limit :most
) l
join claim_cards k on k.id = l.other_id
order by l.judgement = 'rejected', l.judgement = 'suggested', l.decided_at desc;

-- question: assessments
select
  x.id,
  x.claim_id,
  x.status,
  x.reason,
  x.rationale,
  x.check_after,
  x.credibility,
  x.assessor,
  x.assessed_at,
  o.name as outlet
from (
  select m.id, m.outlet_id
  from claims m
  where coalesce(m.canonical_id, m.id) = (select coalesce(canonical_id, id) from claims where id = :claim)
  order by m.id <> :claim, m.rowid
  limit :cluster
) c
cross join assessments x on x.claim_id = c.id
left join entities o on o.id = c.outlet_id
order by x.assessed_at desc, x.id desc
limit :most;

-- question: evidence
select
  e.id,
  e.claim_id,
  e.document_id,
  d.title as document,
  d.kind as document_kind,
  d.url,
  d.archive_url,
  d.published_at,
  p.name as document_outlet,
  e.stance,
  e.is_primary,
  e.quote,
  e.note,
  e.added_by,
  e.added_at,
  o.name as outlet
from (
  select m.id, m.outlet_id
  from claims m
  where coalesce(m.canonical_id, m.id) = (select coalesce(canonical_id, id) from claims where id = :claim)
  order by m.id <> :claim, m.rowid
  limit :cluster
) c
cross join evidence e on e.claim_id = c.id
join documents d on d.id = e.document_id
join entities p on p.id = d.outlet_id
left join entities o on o.id = c.outlet_id
order by e.added_at desc, e.id desc
limit :most;

-- question: reviews
select
  r.id,
  r.claim_id,
  r.verdict,
  r.original_rating,
  r.summary,
  r.publisher_id,
  p.name as publisher,
  r.url,
  r.state,
  r.reviewer,
  r.reviewed_at,
  o.name as outlet
from (
  select m.id, m.outlet_id
  from claims m
  where coalesce(m.canonical_id, m.id) = (select coalesce(canonical_id, id) from claims where id = :claim)
  order by m.id <> :claim, m.rowid
  limit :cluster
) c
cross join reviews r on r.claim_id = c.id
join entities p on p.id = r.publisher_id
left join entities o on o.id = c.outlet_id
where r.state <> 'draft'
   or :drafts
order by r.reviewed_at desc, r.id desc
limit :most;

-- question: changes
select h.id, h.at, h.table_name, h.op, h.old, h.actor
from history h
where h.row_id = :claim
  and h.table_name in ('claims', 'attributions', 'evidence')
order by h.id desc
limit :most;

-- question: earlier_links
select h.id, h.at, h.op, h.old, h.actor
from history h
where h.table_name = 'claim_links'
  and h.row_id in (
    select from_id || ' ' || to_id || ' ' || relation from claim_links where from_id = :claim
    union all
    select from_id || ' ' || to_id || ' ' || relation from claim_links where to_id = :claim
  )
order by h.id desc
limit :most;

-- question: neighbours
with in_order as (
  select
    id,
    statement,
    row_number() over (order by start_char is null, start_char, rowid) as place,
    count(*) over () as claims
  from claims
  where document_id = (select document_id from claims where id = :claim)
)
select n.id, n.statement, n.place, n.claims
from in_order c
join in_order n on n.place between c.place - 1 and c.place + 1
where c.id = :claim
order by n.place;

-- question: tags
select t.id, t.kind, t.name
from claim_tags g
cross join tags t on t.id = g.tag_id
where g.claim_id = :claim
order by t.kind, t.name;

-- question: built_on
select
  exists (select 1 from assessments where claim_id = :claim) as assessments,
  exists (select 1 from reviews where claim_id = :claim and (state <> 'draft' or :drafts)) as reviews,
  exists (select 1 from claim_links where from_id = :claim and (judgement <> 'suggested' or score is null))
    or exists (select 1 from claim_links where to_id = :claim and (judgement <> 'suggested' or score is null)) as links,
  exists (select 1 from candidates where claim_id = :claim and :drafts) as candidates,
  exists (select 1 from claims where canonical_id = :claim) as repeats
where exists (select 1 from claims where id = :claim);

-- question: recorded
select coalesce(sum(n), 0) as claims
from claim_counts
where scope = 'all';
