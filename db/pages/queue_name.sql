-- The pair of names that a queue shows, with what is recorded of both. :item_from and :item_to are that pair, :done_from and :done_to the
-- one that was decided about last.

-- question: pair
select from_id, to_id, judgement, score, because, decided_by, decided_at
from entity_links
where from_id = :item_from
  and to_id = :item_to;

-- question: ends
select
  e.id,
  e.kind,
  e.name,
  e.aliases,
  e.wikidata_id,
  e.domain,
  e.country,
  e.note,
  e.canonical_id,
  i.name as canonical,
  (select coalesce(sum(n), 0) from claim_counts where scope = 'speaker' and scope_id = e.id) as said,
  (select coalesce(sum(n), 0) from claim_counts where scope = 'outlet' and scope_id = e.id) as printed
from entities e
left join entities i on i.id = e.canonical_id
where e.id in (:item_from, :item_to)
  and :item_to is not null;

-- question: roles
select r.entity_id as id, r.title, o.name as organisation, r.start_date, r.end_date
from entity_roles r
left join entities o on o.id = r.organisation_id
where r.entity_id in (:item_from, :item_to)
order by r.entity_id, r.start_date desc
limit 20;

-- question: samples
-- The newest claims of each: what they said, else what they printed.
select e.value as id, k.id as claim_id, k.statement, k.speaker, k.role, k.outlet, k.published_at, k.verifiability, k.verdict
from json_each(json_array(:item_from, :item_to)) e
cross join claim_cards k on k.place in (
  select * from (select rowid from claims where speaker_id = e.value order by rowid desc limit 3)
  union all
  select * from (
    select rowid
    from claims
    where outlet_id = e.value
      and not exists (select 1 from claims s where s.speaker_id = e.value)
    order by rowid desc
    limit 3
  )
)
order by e.key, k.place desc;

-- question: outlets
-- Where the newest claims of each were printed.
select e.value as id, o.id as outlet_id, o.name as outlet, count(*) as claims
from json_each(json_array(:item_from, :item_to)) e
cross join claims c on c.rowid in (select rowid from claims where speaker_id = e.value order by rowid desc limit 200)
join entities o on o.id = c.outlet_id
group by e.value, o.id
order by e.key, count(*) desc, o.name;

-- question: done
select l.from_id, l.to_id, l.judgement, l.decided_by, a.name as from_name, a.canonical_id as from_canonical_id, b.name as to_name
from entity_links l
join entities a on a.id = l.from_id
join entities b on b.id = l.to_id
where l.from_id = :done_from
  and l.to_id = :done_to;
