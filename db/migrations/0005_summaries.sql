-- What pages count and look for, kept ready: a count over a million claims takes seconds, a look into these tables a millisecond.
--
-- Where pages find things, and by which index:
--   claims, newest first: rowid; of one speaker, outlet, verifiability or verdict: claims_speaker_idx and its like, in order of rowid;
--     of several statuses at once: see 0006; in a document, in order: the unique (document_id, start_char ...); repeats: claims_root_idx
--   words: claims_fts, which gives the newest for nothing (order by rowid desc), and the best at the price of reading all
--   what waits: due_claims, in order of check_after; claim_links_suggested_idx and candidates_state_idx, in order of rowid
--   reviews of a claim: reviews_claim_idx; the newest of all: their id, or reviews_published_idx
--   versions of a page: documents_version_idx (coalesce(url, '') = ...); the newest one of an older one: superseded_documents
--   how many claims: claim_counts, from its left (scope, scope_id ...); months of an outlet: scope_id between 'id|' and 'id|~'

-- How many claims there are: of all, of each week, outlet and speaker, and of each month of an outlet. No row is ever 0.
create table claim_counts (
  scope         text not null,  -- all, week, outlet, speaker or outlet_month
  scope_id      text not null,  -- '', the Monday of the week (created_at), an entity, or 'outlet|2026-10' (published_at)
  verifiability text not null,
  verdict       text not null,  -- '' for none
  quotation     text not null,
  source_type   text not null,  -- '' for none
  n             integer not null,
  primary key (scope, scope_id, verifiability, verdict, quotation, source_type)
) strict, without rowid;
create trigger claim_counts_zero after update of n on claim_counts when new.n = 0 begin
  delete from claim_counts
  where scope = new.scope and scope_id = new.scope_id and verifiability = new.verifiability and verdict = new.verdict
    and quotation = new.quotation and source_type = new.source_type;
end;

-- What they count: a claim once in each of its scopes. A date without its month is in no month.
create view counted_claims as
select c.rowid as claim_rowid,
  s.scope,
  case s.scope
    when 'all' then ''
    when 'week' then date(c.created_at, 'weekday 0', '-6 days')
    when 'outlet' then c.outlet_id
    when 'speaker' then c.speaker_id
    else c.outlet_id || '|' || (select substr(published_at, 1, 7) from documents where id = c.document_id and published_at glob '[0-9]*-*')
  end as scope_id,
  c.verifiability,
  coalesce(c.verdict, '') as verdict,
  c.quotation,
  coalesce(c.source_type, '') as source_type
from claims c
join (select 'all' as scope union all select 'week' union all select 'outlet' union all select 'speaker' union all select 'outlet_month') s
where scope_id is not null;

-- A procedure: a claim that is inserted here is added to the counts, or with step -1 taken away from them. It never holds a row.
-- Each change of a row adds what it is and takes away what it was, so the counts come out right in whatever order triggers run.
create view claim_counting as
select 0 as step, '' as created_at, '' as outlet_id, '' as speaker_id, '' as published_at, '' as verifiability, '' as verdict,
  '' as quotation, '' as source_type
where false;
create trigger claim_counting_insert instead of insert on claim_counting begin
  insert into claim_counts
  select s.scope, s.scope_id, new.verifiability, coalesce(new.verdict, ''), new.quotation, coalesce(new.source_type, ''), new.step
  from (select 'all' as scope, '' as scope_id
        union all select 'week', date(new.created_at, 'weekday 0', '-6 days')
        union all select 'outlet', new.outlet_id
        union all select 'speaker', new.speaker_id
        union all select 'outlet_month', new.outlet_id || '|' || substr(new.published_at, 1, 7) where new.published_at glob '[0-9]*-*') s
  where s.scope_id is not null
  on conflict do update set n = n + excluded.n;
end;

create trigger claims_count_insert after insert on claims begin
  insert into claim_counting
  values (1, new.created_at, new.outlet_id, new.speaker_id, (select published_at from documents where id = new.document_id),
          new.verifiability, new.verdict, new.quotation, new.source_type);
end;
create trigger claims_count_update
after update of document_id, created_at, outlet_id, speaker_id, verifiability, verdict, quotation, source_type on claims
when new.document_id <> old.document_id or new.created_at <> old.created_at or new.outlet_id is not old.outlet_id
  or new.speaker_id is not old.speaker_id or new.verifiability <> old.verifiability or new.verdict is not old.verdict
  or new.quotation <> old.quotation or new.source_type is not old.source_type begin
  insert into claim_counting
  values (-1, old.created_at, old.outlet_id, old.speaker_id, (select published_at from documents where id = old.document_id),
          old.verifiability, old.verdict, old.quotation, old.source_type),
         (1, new.created_at, new.outlet_id, new.speaker_id, (select published_at from documents where id = new.document_id),
          new.verifiability, new.verdict, new.quotation, new.source_type);
end;
create trigger claims_count_delete after delete on claims begin
  insert into claim_counting
  values (-1, old.created_at, old.outlet_id, old.speaker_id, (select published_at from documents where id = old.document_id),
          old.verifiability, old.verdict, old.quotation, old.source_type);
end;
-- A date that is mended moves the claims to another month before a new outlet does: one trigger for both, since two run in any order.
drop trigger documents_cache_outlet;
create trigger documents_cache_outlet after update of published_at, outlet_id on documents begin
  insert into claim_counting
  select s.step, c.created_at, c.outlet_id, c.speaker_id, s.published_at, c.verifiability, c.verdict, c.quotation, c.source_type
  from claims c
  join (select -1 as step, old.published_at union all select 1, new.published_at) s
  where c.document_id = new.id
    and new.published_at is not old.published_at;
  update claims
  set (outlet_id, speaker_id) = (select outlet_id, speaker_id from claim_current k where k.id = claims.id)
  where document_id = new.id
    and new.outlet_id <> old.outlet_id;
end;
create trigger documents_count_delete after delete on documents begin
  insert into claim_counting
  select s.step, c.created_at, c.outlet_id, c.speaker_id, s.published_at, c.verifiability, c.verdict, c.quotation, c.source_type
  from claims c
  join (select -1 as step, old.published_at union all select 1, null) s
  where c.document_id = old.id;
end;
insert into claim_counts
select scope, scope_id, verifiability, verdict, quotation, source_type, count(*)
from counted_claims
group by 1, 2, 3, 4, 5, 6;

-- Versions of a page that a newer one has replaced. (A version whose URL is unknown is a version of nothing else.)
create view older_versions as
select document_id, url, newest_id
from (
  select id as document_id,
    coalesce(url, '') as url,
    first_value(id) over (partition by coalesce(url, '') order by accessed_at desc, rowid desc) as newest_id
  from documents
  where url is not null
)
where document_id <> newest_id;
create table superseded_documents (
  document_id text primary key references documents (id),
  newest_id   text not null references documents (id)
) strict;
create index superseded_documents_newest_idx on superseded_documents (newest_id);
create trigger documents_superseded_insert after insert on documents
when exists (select 1 from documents where coalesce(url, '') = new.url and rowid <> new.rowid) begin
  insert into superseded_documents
  select document_id, newest_id from older_versions where url = new.url
  on conflict do update set newest_id = excluded.newest_id;
end;
create trigger documents_superseded_update after update of url, accessed_at on documents begin
  delete from superseded_documents where document_id = old.id or newest_id = old.id;
  insert into superseded_documents
  select document_id, newest_id from older_versions where url in (old.url, new.url)
  on conflict do update set newest_id = excluded.newest_id;
end;
create trigger documents_superseded_delete after delete on documents begin
  delete from superseded_documents where document_id = old.id or newest_id = old.id;
  insert into superseded_documents
  select document_id, newest_id from older_versions where url = old.url
  on conflict do update set newest_id = excluded.newest_id;
end;
insert into superseded_documents
select document_id, newest_id
from older_versions;

-- Claims whose words are gone from the newest version of their page. To find them every newer text has to be read: 24 us a page
-- (212 ms at 100,000 claims where SQLite begins at the claims, hence cross join). So they are kept: 0.3 ms.
create view changed_quotes as
select s.document_id, c.id as claim_id, c.rowid as claim_rowid
from superseded_documents s
cross join document_texts t on t.document_id = s.newest_id
cross join claims c on c.document_id = s.document_id
where c.quote <> ''
  and not instr(t.text, c.quote);
create table gone_quotes (
  document_id text not null references documents (id),
  claim_id    text not null references claims (id),
  primary key (document_id, claim_id)
) strict, without rowid;
create index gone_quotes_claim_idx on gone_quotes (claim_id);
-- A procedure: the quotes of a document that is inserted here are looked up anew. It never holds a row.
create view quote_rechecks as
select '' as document_id
where false;
create trigger quote_rechecks_insert instead of insert on quote_rechecks begin
  delete from gone_quotes where document_id = new.document_id;
  insert into gone_quotes
  select document_id, claim_id from changed_quotes where document_id = new.document_id;
end;
create trigger superseded_documents_recheck_insert after insert on superseded_documents begin
  insert into quote_rechecks values (new.document_id);
end;
create trigger superseded_documents_recheck_update after update on superseded_documents when new.newest_id <> old.newest_id begin
  insert into quote_rechecks values (new.document_id);
end;
create trigger superseded_documents_recheck_delete after delete on superseded_documents begin
  insert into quote_rechecks values (old.document_id);
end;
create trigger document_texts_recheck_insert after insert on document_texts begin
  insert into quote_rechecks select document_id from superseded_documents where newest_id = new.document_id;
end;
create trigger document_texts_recheck_delete after delete on document_texts begin
  insert into quote_rechecks select document_id from superseded_documents where newest_id = old.document_id;
end;
create trigger claims_recheck_insert after insert on claims
when exists (select 1 from superseded_documents where document_id = new.document_id) begin
  insert into quote_rechecks values (new.document_id);
end;
create trigger claims_recheck_update after update of quote, document_id on claims
when exists (select 1 from superseded_documents where document_id in (old.document_id, new.document_id)) begin
  insert into quote_rechecks values (old.document_id), (new.document_id);
end;
create trigger claims_recheck_delete after delete on claims
when exists (select 1 from superseded_documents where document_id = old.document_id) begin
  insert into quote_rechecks values (old.document_id);
end;
insert into gone_quotes
select document_id, claim_id
from changed_quotes;

-- Measured with 40,340 decided links: looking for suggested ones 2.5 -> 0.002 ms; 30,630 reviews, the newest 200: 19 -> 0.3 ms;
-- 653 claims that are due among 100,000, counted through due_claims: 6.2 -> 1.0 ms.
create index claim_links_suggested_idx on claim_links (judgement) where judgement = 'suggested';
create index reviews_published_idx on reviews (reviewed_at) where state = 'published';
create index claims_not_yet_idx on claims (id, canonical_id) where verifiability = 'not_yet';
drop index assessments_check_after_idx;
create index assessments_check_after_idx on assessments (check_after, claim_id, assessed_at) where check_after is not null;
