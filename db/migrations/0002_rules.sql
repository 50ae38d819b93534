-- Rules that look beyond one row. Every message is a sentence for the person who made the mistake.

create trigger entities_canonical_insert before insert on entities when new.canonical_id is not null begin
  select raise(abort, 'an entity can only be merged into one that is not merged itself')
  where (select canonical_id from entities where id = new.canonical_id) is not null;
end;
create trigger entities_canonical_update before update of canonical_id on entities when new.canonical_id is not null begin
  select raise(abort, 'an entity can only be merged into one that is not merged itself')
  where (select canonical_id from entities where id = new.canonical_id) is not null
     or exists (select 1 from entities where canonical_id = new.id);
end;

create trigger document_texts_no_update before update on document_texts begin
  select raise(abort, 'a captured text never changes: a changed page is a new version of the document');
end;
create trigger document_texts_no_replace before insert on document_texts
when exists (select 1 from document_texts where document_id = new.document_id) begin
  select raise(abort, 'a captured text never changes: a changed page is a new version of the document');
end;

-- The quote is proved against the stored text, where there is one.
create view misquoted_claims as
select c.id, c.document_id, c.quote,
  case
    when c.quote = '' then 'absent'
    when c.start_char is not null and substr(t.text, c.start_char + 1, c.end_char - c.start_char) <> c.quote then 'elsewhere'
    when c.start_char is null and instr(t.text, c.quote) = 0 then 'not found'
    when c.start_char is null and instr(substr(t.text, instr(t.text, c.quote) + 1), c.quote) > 0 then 'ambiguous'
  end as fault
from claims c
join document_texts t on t.document_id = c.document_id
where fault is not null;
create trigger claims_quote_insert after insert on claims begin
  select raise(abort, 'the text of the document is stored: give the words of the claim as its quote')
  from misquoted_claims where id = new.id and fault = 'absent';
  select raise(abort, 'the quote is not at start_char in the text of the document')
  from misquoted_claims where id = new.id and fault = 'elsewhere';
  select raise(abort, 'the quote does not occur in the text of the document')
  from misquoted_claims where id = new.id and fault = 'not found';
  select raise(abort, 'the quote occurs more than once in the text of the document: give start_char and end_char')
  from misquoted_claims where id = new.id and fault = 'ambiguous';
end;
create trigger claims_quote_update after update of quote, start_char, end_char, document_id on claims begin
  select raise(abort, 'the quote is not at its place in the text of the document')
  from misquoted_claims where id = new.id;
end;

create view misjoined_claims as
select c.id, c.canonical_id
from claims c
join claims k on k.id = c.canonical_id
where k.canonical_id is not null;
create trigger claims_canonical_insert after insert on claims when new.canonical_id is not null begin
  select raise(abort, 'a canonical claim must itself be canonical')
  from misjoined_claims where id = new.id;
end;
create trigger claims_canonical_update before update of canonical_id on claims when new.canonical_id is not null begin
  select raise(abort, 'a canonical claim must itself be canonical')
  where (select canonical_id from claims where id = new.canonical_id) is not null
     or exists (select 1 from claims where canonical_id = new.id);
  select raise(abort, 'the two claims carry different verdicts: retract one review before you join them')
  where new.verdict <> (select verdict from claims where id = new.canonical_id);
end;
create trigger claims_created_not_in_future before insert on claims when julianday(new.created_at) > julianday('now') + 0.01 begin
  select raise(abort, 'created_at lies in the future: check the clock');
end;
-- The chain of sources. (+entity_id: look among the few hops of this claim, never among all the claims of a busy speaker.)
create view misplaced_attributions as
select a.id, a.claim_id,
  case
    when c.quotation = 'own_voice' then 'own voice'
    when a.hop > 0 and not exists (select 1 from attributions b where b.claim_id = a.claim_id and b.hop = a.hop - 1) then 'gap'
    when a.seq > 0 and not exists (select 1 from attributions b where b.claim_id = a.claim_id and b.hop = a.hop and b.seq = a.seq - 1)
    then 'gap'
    when exists (select 1 from attributions b where b.claim_id = a.claim_id and +b.entity_id = a.entity_id and b.id <> a.id) then 'twice'
    when a.entity_id = d.outlet_id then 'outlet'
    when a.source_type = 'named_person' and e.kind <> 'person' then 'no person'
    when a.source_type = 'named_organisation' and e.kind = 'person' then 'person'
  end as fault
from attributions a
join claims c on c.id = a.claim_id
join documents d on d.id = c.document_id
left join entities e on e.id = a.entity_id
where fault is not null;
create trigger attributions_place_insert after insert on attributions begin
  select raise(abort, 'the outlet''s own voice has no attributions: choose another quotation')
  from misplaced_attributions where id = new.id and fault = 'own voice';
  select raise(abort, 'hops, and the sources of one hop, are counted from 0 without gaps: add the one before this first')
  from misplaced_attributions where id = new.id and fault = 'gap';
  select raise(abort, 'a source stands only once in one chain')
  from misplaced_attributions where id = new.id and fault = 'twice';
  select raise(abort, 'the outlet of the document is the last hop already: leave it out')
  from misplaced_attributions where id = new.id and fault = 'outlet';
  select raise(abort, 'a named person is an entity of the kind person')
  from misplaced_attributions where id = new.id and fault = 'no person';
  select raise(abort, 'a named organisation is no person')
  from misplaced_attributions where id = new.id and fault = 'person';
end;
create trigger attributions_place_update after update of claim_id, hop, seq, source_type, entity_id on attributions begin
  select raise(abort, 'an attribution keeps its place in its chain: remove it and add another')
  where new.claim_id <> old.claim_id or new.hop <> old.hop or new.seq <> old.seq;
  select raise(abort, 'the source does not fit: it stands twice, is the outlet itself, or is of another kind')
  from misplaced_attributions where claim_id = new.claim_id;
end;
create trigger attributions_place_delete after delete on attributions begin
  select raise(abort, 'hops are counted without gaps: remove the last one first')
  from misplaced_attributions where claim_id = old.claim_id and fault = 'gap';
end;
create trigger claims_own_voice_update after update of quotation on claims begin
  select raise(abort, 'the outlet''s own voice has no attributions: remove them first')
  from misplaced_attributions where claim_id = new.id and fault = 'own voice';
end;

create trigger assessments_insert before insert on assessments begin
  select raise(abort, 'assessments are append-only: add a newer one')
  where exists (select 1 from assessments
                where id = new.id or (claim_id = new.claim_id and assessor = new.assessor and assessed_at = new.assessed_at));
  select raise(abort, 'assessed_at lies in the future: check the clock')
  where julianday(new.assessed_at) > julianday('now') + 0.01;
end;
create trigger assessments_no_update before update on assessments begin
  select raise(abort, 'assessments are append-only: add a newer one');
end;
create trigger assessments_no_delete before delete on assessments begin
  select raise(abort, 'assessments are append-only: add a newer one');
end;

-- The gate: a standing verdict of ours rests on evidence and on a wording that was assessed as verifiable by then.
create view ungrounded_reviews as
select r.id, r.claim_id,
  not exists (select 1 from claims m join evidence e on e.claim_id = m.id
              where coalesce(m.canonical_id, m.id) = coalesce(c.canonical_id, c.id)) as lacks_evidence,
  coalesce((select a.status from claims m join assessments a on a.claim_id = m.id
            where coalesce(m.canonical_id, m.id) = coalesce(c.canonical_id, c.id) and a.assessed_at <= r.reviewed_at
            order by a.assessed_at desc, a.id desc limit 1), 'unassessed') as status
from reviews r
join claims c on c.id = r.claim_id
where r.original_rating is null
  and r.verdict <> 'unproven'
  and r.state <> 'retracted'
  and not exists (select 1 from reviews n
                  where n.claim_id = r.claim_id and n.publisher_id = r.publisher_id and n.reviewed_at > r.reviewed_at)
  and (lacks_evidence or status <> 'verifiable');

create trigger reviews_insert before insert on reviews begin
  select raise(abort, 'reviews are append-only: add a newer one')
  where exists (select 1 from reviews
                where id = new.id or (claim_id = new.claim_id and publisher_id = new.publisher_id and reviewed_at = new.reviewed_at));
  select raise(abort, 'reviewed_at lies in the future: check the clock')
  where julianday(new.reviewed_at) > julianday('now') + 0.01;
end;
create trigger reviews_gate after insert on reviews begin
  select raise(abort, 'a verdict needs at least one evidence row: add the evidence first')
  from ungrounded_reviews where id = new.id and lacks_evidence;
  select raise(abort, 'a verdict needs a claim whose newest assessment is verifiable: the claim is not assessed as verifiable')
  from ungrounded_reviews where id = new.id;
end;
create trigger reviews_no_update before update on reviews begin
  select raise(abort, 'reviews are append-only: add a newer one');
end;
create trigger reviews_no_delete before delete on reviews begin
  select raise(abort, 'reviews are append-only: add a newer one');
end;
create trigger evidence_gate after delete on evidence begin
  select raise(abort, 'a standing verdict rests on this evidence: retract the review first')
  from ungrounded_reviews u join claims c on c.id = u.claim_id
  where coalesce(c.canonical_id, c.id) = (select coalesce(canonical_id, id) from claims where id = old.claim_id);
end;
create trigger candidates_draft_stays before update of id, document_id, extractor, draft, start_char, end_char on candidates begin
  select raise(abort, 'the draft of a candidate is kept as it was: record your decision beside it');
end;
create trigger candidates_no_replace before insert on candidates when exists (select 1 from candidates where id = new.id) begin
  select raise(abort, 'the draft of a candidate is kept as it was: record your decision beside it');
end;
create trigger candidates_no_delete before delete on candidates begin
  select raise(abort, 'the draft of a candidate is kept for ever: reject it instead');
end;
