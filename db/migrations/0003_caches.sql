-- What people browse claims by, kept in the claim's own row: newest-wins in a view took a second at 100,000 claims, this 1 ms.
-- claim_current says what the caches hold; the triggers and the loader copy it and nothing else may write them.

create view claim_current as
select c.id,
  coalesce(o.canonical_id, o.id) as outlet_id,
  case c.quotation when 'own_voice' then coalesce(o.canonical_id, o.id) else coalesce(s.canonical_id, s.id) end as speaker_id,
  case c.quotation when 'own_voice' then 'own_voice' else a.source_type end as source_type,
  coalesce((select group_concat(words, ' · ')
            from (select trim(coalesce(e.name, '') || coalesce(' ' || nullif(h.source_text, e.name), '')
                              || coalesce(' ' || h.role_text, '')) as words
                  from attributions h
                  left join entities e on e.id = h.entity_id
                  where h.claim_id = c.id
                  order by h.hop, h.seq)), '') as source_words,
  coalesce((select x.status
            from claims m
            join assessments x on x.claim_id = m.id
            where coalesce(m.canonical_id, m.id) = coalesce(c.canonical_id, c.id)
            order by x.assessed_at desc, x.id desc limit 1), 'unassessed') as verifiability,
  (select case r.state when 'published' then r.verdict end
   from claims m
   join reviews r on r.claim_id = m.id
   where coalesce(m.canonical_id, m.id) = coalesce(c.canonical_id, c.id) and r.state <> 'draft'
   order by r.reviewed_at desc, r.id desc limit 1) as verdict
from claims c
join documents d on d.id = c.document_id
join entities o on o.id = d.outlet_id
left join attributions a on a.claim_id = c.id and a.hop = 0 and a.seq = 0
left join entities s on s.id = a.entity_id;

create trigger claims_cache_insert after insert on claims begin
  update claims
  set (outlet_id, speaker_id, source_type, source_words, verifiability, verdict) =
      (select outlet_id, speaker_id, source_type, source_words, verifiability, verdict from claim_current where id = new.id)
  where id = new.id;
end;
create trigger claims_cache_update after update of document_id, quotation on claims begin
  update claims
  set (outlet_id, speaker_id, source_type) = (select outlet_id, speaker_id, source_type from claim_current where id = new.id)
  where id = new.id;
end;
create trigger claims_cache_cluster after update of canonical_id on claims begin
  update claims
  set (verifiability, verdict) = (select verifiability, verdict from claim_current k where k.id = claims.id)
  where coalesce(canonical_id, id) in (coalesce(new.canonical_id, new.id), coalesce(old.canonical_id, old.id));
end;
create trigger attributions_cache_insert after insert on attributions begin
  update claims
  set (speaker_id, source_type, source_words) = (select speaker_id, source_type, source_words from claim_current where id = new.claim_id)
  where id = new.claim_id;
end;
create trigger attributions_cache_update after update of source_type, entity_id, source_text, role_text on attributions begin
  update claims
  set (speaker_id, source_type, source_words) = (select speaker_id, source_type, source_words from claim_current where id = new.claim_id)
  where id = new.claim_id;
end;
create trigger attributions_cache_delete after delete on attributions begin
  update claims
  set (speaker_id, source_type, source_words) = (select speaker_id, source_type, source_words from claim_current where id = old.claim_id)
  where id = old.claim_id;
end;
create trigger assessments_cache after insert on assessments begin
  update claims
  set verifiability = (select verifiability from claim_current k where k.id = claims.id)
  where coalesce(canonical_id, id) = (select coalesce(canonical_id, id) from claims where id = new.claim_id);
end;
create trigger reviews_cache after insert on reviews begin
  update claims
  set verdict = (select verdict from claim_current k where k.id = claims.id)
  where coalesce(canonical_id, id) = (select coalesce(canonical_id, id) from claims where id = new.claim_id);
end;
create trigger documents_cache_outlet after update of outlet_id on documents begin
  update claims
  set (outlet_id, speaker_id) = (select outlet_id, speaker_id from claim_current k where k.id = claims.id)
  where document_id = new.id;
end;
create trigger entities_cache_name after update of name on entities begin
  update claims
  set source_words = (select source_words from claim_current k where k.id = claims.id)
  where id in (select claim_id from attributions where entity_id = new.id);
end;
create trigger entities_cache_canonical after update of canonical_id on entities begin
  update claims
  set (outlet_id, speaker_id) = (select outlet_id, speaker_id from claim_current k where k.id = claims.id)
  where id in (select claim_id from attributions where entity_id = new.id)
     or document_id in (select id from documents where outlet_id = new.id);
end;

create trigger claims_cache_guard
before update of outlet_id, speaker_id, source_type, source_words, verifiability, verdict on claims begin
  select raise(abort, 'speaker, outlet, source, verifiability and verdict of a claim follow from its attributions, assessments and reviews: add one of those')
  from claim_current k
  where k.id = new.id
    and (k.outlet_id is not new.outlet_id or k.speaker_id is not new.speaker_id or k.source_type is not new.source_type
         or k.source_words <> new.source_words or k.verifiability <> new.verifiability or k.verdict is not new.verdict)
    and (new.outlet_id is not old.outlet_id or new.speaker_id is not old.speaker_id or new.source_type is not old.source_type
         or new.source_words <> old.source_words or new.verifiability <> old.verifiability or new.verdict is not old.verdict);
end;

-- Full-text search over the statement, the document's words and the words for its sources.
create virtual table claims_fts using fts5(
  statement, quote, source_words,
  content="claims",
  tokenize = 'unicode61 remove_diacritics 2'
);
create trigger claims_fts_insert after insert on claims begin
  insert into claims_fts (rowid, statement, quote, source_words)
  values (new.rowid, new.statement, new.quote, new.source_words);
end;
create trigger claims_fts_update after update of statement, quote, source_words on claims
when new.statement <> old.statement or new.quote <> old.quote or new.source_words <> old.source_words begin
  insert into claims_fts (claims_fts, rowid, statement, quote, source_words)
  values ('delete', old.rowid, old.statement, old.quote, old.source_words);
  insert into claims_fts (rowid, statement, quote, source_words)
  values (new.rowid, new.statement, new.quote, new.source_words);
end;
create trigger claims_fts_delete after delete on claims begin
  insert into claims_fts (claims_fts, rowid, statement, quote, source_words)
  values ('delete', old.rowid, old.statement, old.quote, old.source_words);
end;
