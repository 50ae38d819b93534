-- What pages count and look for, kept ready: a count over a million claims takes seconds, a look into these tables a millisecond.

-- Claims by status, once for all of them and once for each week, outlet, speaker, and month of an outlet.
create table claim_counts (
  scope         text not null constraint "scope is all, week, outlet, speaker or outlet_month"
                check (scope in ('all', 'week', 'outlet', 'speaker', 'outlet_month')),
  scope_id      text not null,  -- '', the Monday of the week (created_at), an entity, 'outlet|2026-10' (published_at)
  verifiability text not null,
  verdict       text not null,  -- '' for none
  quotation     text not null,
  source_type   text not null,
  n             integer not null,
  primary key (scope, scope_id, verifiability, verdict, quotation, source_type)
) strict, without rowid;

create view counted_claims as
select c.rowid as claim_rowid, 'all' as scope, '' as scope_id, c.verifiability, coalesce(c.verdict, '') as verdict, c.quotation,
  coalesce(c.source_type, '') as source_type
from claims c
union all
select c.rowid, 'week', date(c.created_at, 'weekday 0', '-6 days'), c.verifiability, coalesce(c.verdict, ''), c.quotation, coalesce(c.source_type, '')
from claims c
union all
select c.rowid, 'outlet', c.outlet_id, c.verifiability, coalesce(c.verdict, ''), c.quotation, coalesce(c.source_type, '')
from claims c
where c.outlet_id is not null
union all
select c.rowid, 'speaker', c.speaker_id, c.verifiability, coalesce(c.verdict, ''), c.quotation, coalesce(c.source_type, '')
from claims c
where c.speaker_id is not null
union all
select c.rowid, 'outlet_month', c.outlet_id || '|' || substr(d.published_at, 1, 7), c.verifiability, coalesce(c.verdict, ''), c.quotation,
  coalesce(c.source_type, '')
from claims c
join documents d on d.id = c.document_id
where c.outlet_id is not null
  and d.published_at glob '[0-9]*';

create trigger claims_count_insert after insert on claims begin
  insert into claim_counts
  select s.scope, s.scope_id, new.verifiability, coalesce(new.verdict, ''), new.quotation, coalesce(new.source_type, ''), 1
  from (select 'all' as scope, '' as scope_id
        union all select 'week', date(new.created_at, 'weekday 0', '-6 days')
        union all select 'outlet', new.outlet_id where new.outlet_id is not null
        union all select 'speaker', new.speaker_id where new.speaker_id is not null
        union all select 'outlet_month', new.outlet_id || '|' || substr(d.published_at, 1, 7)
                  from documents d
                  where d.id = new.document_id and new.outlet_id is not null and d.published_at glob '[0-9]*') s
  where true
  on conflict do update set n = n + 1;
end;
create trigger claims_count_update
after update of created_at, document_id, quotation, outlet_id, speaker_id, source_type, verifiability, verdict on claims begin
  insert into claim_counts
  select s.scope, s.scope_id, old.verifiability, coalesce(old.verdict, ''), old.quotation, coalesce(old.source_type, ''), -1
  from (select 'all' as scope, '' as scope_id
        union all select 'week', date(old.created_at, 'weekday 0', '-6 days')
        union all select 'outlet', old.outlet_id where old.outlet_id is not null
        union all select 'speaker', old.speaker_id where old.speaker_id is not null
        union all select 'outlet_month', old.outlet_id || '|' || substr(d.published_at, 1, 7)
                  from documents d
                  where d.id = old.document_id and old.outlet_id is not null and d.published_at glob '[0-9]*') s
  where true
  on conflict do update set n = n - 1;
  insert into claim_counts
  select s.scope, s.scope_id, new.verifiability, coalesce(new.verdict, ''), new.quotation, coalesce(new.source_type, ''), 1
  from (select 'all' as scope, '' as scope_id
        union all select 'week', date(new.created_at, 'weekday 0', '-6 days')
        union all select 'outlet', new.outlet_id where new.outlet_id is not null
        union all select 'speaker', new.speaker_id where new.speaker_id is not null
        union all select 'outlet_month', new.outlet_id || '|' || substr(d.published_at, 1, 7)
                  from documents d
                  where d.id = new.document_id and new.outlet_id is not null and d.published_at glob '[0-9]*') s
  where true
  on conflict do update set n = n + 1;
end;
create trigger claims_count_delete after delete on claims begin
  insert into claim_counts
  select s.scope, s.scope_id, old.verifiability, coalesce(old.verdict, ''), old.quotation, coalesce(old.source_type, ''), -1
  from (select 'all' as scope, '' as scope_id
        union all select 'week', date(old.created_at, 'weekday 0', '-6 days')
        union all select 'outlet', old.outlet_id where old.outlet_id is not null
        union all select 'speaker', old.speaker_id where old.speaker_id is not null
        union all select 'outlet_month', old.outlet_id || '|' || substr(d.published_at, 1, 7)
                  from documents d
                  where d.id = old.document_id and old.outlet_id is not null and d.published_at glob '[0-9]*') s
  where true
  on conflict do update set n = n - 1;
end;
-- A date that is mended later moves the claims of its document to another month: that outlet's months are counted anew.
create trigger documents_count_update after update of published_at on documents when new.published_at is not old.published_at begin
  delete from claim_counts
  where scope = 'outlet_month'
    and scope_id in (select c.outlet_id || '|' || substr(p.published_at, 1, 7)
                     from claims c
                     join (select old.published_at union select new.published_at) p
                     where c.document_id = new.id);
  insert into claim_counts
  select 'outlet_month', c.outlet_id || '|' || substr(d.published_at, 1, 7), c.verifiability, coalesce(c.verdict, ''), c.quotation,
    coalesce(c.source_type, ''), 1
  from claims c
  join documents d on d.id = c.document_id
  where c.outlet_id in (select outlet_id from claims where document_id = new.id)
    and substr(d.published_at, 1, 7) in (substr(old.published_at, 1, 7), substr(new.published_at, 1, 7))
    and d.published_at glob '[0-9]*'
  on conflict do update set n = n + 1;
end;
insert into claim_counts
select scope, scope_id, verifiability, verdict, quotation, source_type, count(*)
from counted_claims
group by 1, 2, 3, 4, 5, 6;

-- Versions of a page that a newer one has replaced; few, so that quotes which no longer match are found without reading all texts.
create table superseded_documents (
  document_id text primary key references documents (id),
  newest_id   text not null references documents (id)
) strict;
create trigger documents_superseded after insert on documents when new.url is not null begin
  insert into superseded_documents (document_id, newest_id)
  select v.id, n.id
  from documents v
  join documents n on n.rowid = (
    select w.rowid
    from documents w
    where coalesce(w.url, '') = new.url
    order by w.accessed_at desc, w.rowid desc
    limit 1
  )
  where coalesce(v.url, '') = new.url
    and v.id <> n.id
  on conflict (document_id) do update set newest_id = excluded.newest_id;
  delete from superseded_documents where document_id = newest_id;
end;
insert into superseded_documents (document_id, newest_id)
select v.id, n.id
from documents v
join documents n on n.rowid = (
  select w.rowid
  from documents w
  where coalesce(w.url, '') = v.url
  order by w.accessed_at desc, w.rowid desc
  limit 1
)
where v.url is not null
  and v.id <> n.id;
