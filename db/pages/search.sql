-- What the list of claims asks. claims/site/searching/matching.py chooses one way of finding, by what the list is narrowed down by, and puts
-- the questions together: {braces} hold conditions whose words are its own, never a reader's, and further questions of this file.
-- Where it leads past claims, :passed are the places of the newest of them (JSON), :passed_on of those that a later page looks through.
--
-- :words is a full-text query; :verifiability, :verdict, :quotation and :source_type are JSON arrays ('' for no verdict); :speaker and
-- :outlet are ids; :since and :until are dates; :before is where the page begins; :most, :reach, :sample, :documents, :few, :short and :beside bound each list.

-- question: is_speaker
c.speaker_id = (select coalesce(canonical_id, id) from entities where id = :speaker)

-- question: is_outlet
c.outlet_id = (select coalesce(canonical_id, id) from entities where id = :outlet)

-- question: has_status
{column} in (select value from json_each(:{name}))

-- question: in_days
-- What is dated by its month or year alone may be of any day of it.
d.published_at >= substr(:since, 1, length(d.published_at))
  and substr(d.published_at, 1, length(:until)) <= :until
  and d.published_at glob '[0-9]*'

-- question: newest
-- The index is in the order of recording.
select c.rowid
from claims c
where {whose}
  and c.rowid < {before}
order by c.rowid desc
limit {most}

-- question: by_status
-- claim_counts says which combinations of statuses there are; the newest of each are at the end of its stretch of the index.
select newest.value as rowid
from claim_counts k
join json_each((
  select json_group_array(rowid)
  from (
    select c.rowid
    from claims c indexed by {index}
    where {whose}
      and c.verifiability = k.verifiability
      and coalesce(c.verdict, '') = +k.verdict
      and c.quotation = k.quotation
      and coalesce(c.source_type, '') = +k.source_type
      and c.rowid < {before}
    order by c.rowid desc
    limit {most}
  )
)) newest
where k.scope = {scope}
  and k.scope_id = {scope_id}
  and k.n > 0
  and {statuses}
order by newest.value desc
limit {most}

-- question: with_words
select rowid
from claims_fts
where claims_fts match :words
  and rowid < {before}
order by rowid desc
limit :reach + 1

-- question: of_one
select c.rowid
from claims c
where {whose}
  and c.rowid < {before}
order by c.rowid desc
limit :reach + 1

-- question: of_days
-- Of the documents printed last in that time, no more than one page looks into.
select c.rowid
from (
  select d.id
  from documents d
  where d.published_at between substr(:since, 1, 4) and :until || '~'
    and {days}
  order by d.published_at desc
  limit :documents
) printed
cross join claims c on c.document_id = printed.id
where c.rowid < {before}
order by c.rowid desc
limit :reach + 1

-- question: earliest
-- Where more was printed in that time than one page looks into: the day from which on it did.
select min(published_at) as day
from (
  select d.published_at
  from documents d
  where d.published_at between substr(:since, 1, 4) and :until || '~'
    and {days}
  order by d.published_at desc
  limit :documents
)
having count(*) = :documents

-- question: passed
-- Claims to look through, newest first.
select json_group_array(rowid) as places
from (
  {way}
)

-- question: walked
select c.rowid
from claims c{printed}
where c.rowid in (select value from json_each({passed}))
  and {fits}
order by c.rowid desc
limit {most}

-- question: counts
select k.verifiability, k.verdict, k.quotation, k.source_type, k.n as claims
from claim_counts k
where k.scope = {scope}
  and k.scope_id = {scope_id}
  and k.n > 0

-- question: walked_counts
select c.verifiability, coalesce(c.verdict, '') as verdict, c.quotation, coalesce(c.source_type, '') as source_type, count(*) as claims
from claims c{printed}
where c.rowid in (select value from json_each(:passed))
  and {fits}
group by 1, 2, 3, 4

-- question: claims
select *
from claim_cards
where place in (select value from json_each(:places))
order by place desc

-- question: best
-- Ranked among the newest that fit; ranking all that hold a common word takes a second.
with newest as materialized (
  {found}
)
select f.rowid
from claims_fts f
where f.claims_fts match :words
  and f.rowid >= (select min(rowid) from newest)
  and +f.rowid in (select rowid from newest)
order by f.rank, f.rowid desc
limit :most offset :offset

-- question: marks
select
  f.rowid as place,
  highlight(claims_fts, 0, char(2), char(3)) as statement,
  snippet(claims_fts, 1, char(2), char(3), '…', 30) as quote,
  snippet(claims_fts, 2, char(2), char(3), '…', 20) as source_words
from claims_fts f
where f.claims_fts match :words
  and f.rowid between :lowest and :highest
  and +f.rowid in (select value from json_each(:places))

-- question: all_of_theirs
(select sum(k.n) from claim_counts k where k.scope = '{name}' and k.scope_id = e.id and {statuses})

-- question: who
-- Who is found most among the newest, and how many claims of theirs fit.
select e.id, e.name, {number} as claims
from (
  select {column} as id, count(*) as claims
  from claims c
  where c.rowid in (
    {sample}
  )
    and {column} is not null
  group by 1
  order by 2 desc, 1
  limit :short
) s
join entities e on e.id = s.id
order by 3 desc, e.name

-- question: names
-- Those whom the list is narrowed down to, by id or by name; one that was merged goes by the name of the other.
select asked.role, k.id, k.name, e.id <> asked.id as is_named
from (select 'speaker' as role, :speaker as id union all select 'outlet', :outlet) asked
join entities e on e.id = coalesce(
  (select id from entities where id = asked.id),
  (select id from entities where name = asked.id collate nocase limit 1)
)
join entities k on k.id = coalesce(e.canonical_id, e.id)

-- question: named_alike
select e.id, e.name, e.kind,
  exists (select 1 from documents d where d.outlet_id = e.id) as is_outlet,
  (select coalesce(sum(k.n), 0) from claim_counts k where k.scope = 'speaker' and k.scope_id = e.id) as asserted,
  (select coalesce(sum(k.n), 0) from claim_counts k where k.scope = 'outlet' and k.scope_id = e.id) as printed
from (
  select distinct coalesce(n.canonical_id, n.id) as id
  from (
    select * from (select rowid from entity_names_fts where entity_names_fts match :names limit :few)
    union
    select * from (
      select rowid from entities
      where name >= :beginning collate nocase
        and name < :beginning || char(1114111) collate nocase
      order by name collate nocase
      limit :few
    )
  ) m
  join entities n on n.rowid = m.rowid
) found
join entities e on e.id = found.id
order by asserted + printed desc, e.name
limit :beside

-- question: documents
select d.id, d.title, d.outlet_id, o.name as outlet, d.published_at
from (
  select rowid from documents_fts where documents_fts match :words order by rowid desc limit :few
) m
join documents d on d.rowid = m.rowid
join entities o on o.id = d.outlet_id
left join superseded_documents s on s.document_id = d.id
where s.document_id is null
order by m.rowid desc
limit :beside
