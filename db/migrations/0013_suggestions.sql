-- What programs suggest: which names mean the same, and whether a claim can be checked. A person decides; a suggestion decides nothing.

-- Two entities that may be one. Confirmed, the one is merged into the other; rejected, they are never suggested again.
create table entity_links (
  from_id    text not null references entities (id),
  to_id      text not null references entities (id),
  judgement  text not null constraint "judgement is suggested, confirmed or rejected"
             check (judgement in ('suggested', 'confirmed', 'rejected')),
  score      real constraint "score is between 0 and 1" check (score between 0 and 1),
  because    text not null default '',  -- why they may be the same, in words
  decided_by text not null constraint "decided_by names who decided" check (length(trim(decided_by)) > 0),
  decided_at text not null constraint "decided_at is a UTC time ending in Z"
             check (strftime('%Y-%m-%dT%H:%M:%SZ', decided_at) is decided_at),
  primary key (from_id, to_id),
  constraint "a pair of entities is stored once, the smaller id first" check (from_id < to_id)
) strict;
create index entity_links_to_idx on entity_links (to_id);
create index entity_links_suggested_idx on entity_links (judgement) where judgement = 'suggested';
create trigger entity_links_history_update after update on entity_links begin
  insert into history (table_name, row_id, op, old) values ('entity_links', old.from_id || ' ' || old.to_id, 'update', json_object(
    'from_id', old.from_id, 'to_id', old.to_id, 'judgement', old.judgement, 'score', old.score, 'because', old.because,
    'decided_by', old.decided_by, 'decided_at', old.decided_at));
end;
create trigger entity_links_history_delete after delete on entity_links begin
  insert into history (table_name, row_id, op, old) values ('entity_links', old.from_id || ' ' || old.to_id, 'delete', json_object(
    'from_id', old.from_id, 'to_id', old.to_id, 'judgement', old.judgement, 'score', old.score, 'because', old.because,
    'decided_by', old.decided_by, 'decided_at', old.decided_at));
end;

-- What a program would say before anybody has: append-only, so that what people decide can be compared with it. The newest wins.
create table suggested_assessments (
  id           integer primary key,
  claim_id     text not null references claims (id) on delete cascade,
  status       text,  -- empty where the program does not know
  reason       text,
  score        real not null constraint "score is between 0 and 1" check (score between 0 and 1),  -- how sure it is of the status
  worth        real not null constraint "worth is between 0 and 1" check (worth between 0 and 1),  -- check-worthiness
  grounds      text not null default '[]' constraint "grounds is a JSON array"  -- [{"start": 0, "end": 4, "why": "..."} ...] of the statement
               check (json_valid(grounds) and json_type(grounds) = 'array'),
  program      text not null constraint "program names what suggested it" check (length(trim(program)) > 0),
  suggested_at text not null constraint "suggested_at is a UTC time ending in Z"
               check (strftime('%Y-%m-%dT%H:%M:%SZ', suggested_at) is suggested_at),
  constraint "status and reason come together" check ((status is null) = (reason is null)),
  foreign key (status, reason) references verifiability_reasons (status, reason),
  unique (claim_id, program, suggested_at)
) strict;
create trigger suggested_assessments_no_update before update on suggested_assessments begin
  select raise(abort, 'a suggestion is kept as it was: a newer program adds its own');
end;
create trigger suggested_assessments_no_replace before insert on suggested_assessments
when exists (select 1 from suggested_assessments where id = new.id
             or (claim_id = new.claim_id and program = new.program and suggested_at = new.suggested_at)) begin
  select raise(abort, 'a suggestion is kept as it was: a newer program adds its own');
end;

-- Unassessed claims by what is worth checking first: the queue in that order, at a million claims.
create table claims_to_assess (
  claim_id text primary key references claims (id) on delete cascade,
  worth    real not null
) strict, without rowid;
create index claims_to_assess_worth_idx on claims_to_assess (worth desc, claim_id);
create trigger suggested_assessments_waits after insert on suggested_assessments
when (select verifiability from claims where id = new.claim_id) = 'unassessed' begin
  insert into claims_to_assess (claim_id, worth)
  select claim_id, worth from suggested_assessments where claim_id = new.claim_id order by suggested_at desc, id desc limit 1
  on conflict do update set worth = excluded.worth;
end;
create trigger claims_to_assess_assessed after update of verifiability on claims
when new.verifiability <> 'unassessed' and old.verifiability = 'unassessed' begin
  delete from claims_to_assess where claim_id = new.id;
end;
-- It is unassessed again where it left the group of an assessed one.
create trigger claims_to_assess_again after update of verifiability on claims
when new.verifiability = 'unassessed' and old.verifiability <> 'unassessed' begin
  insert into claims_to_assess (claim_id, worth)
  select claim_id, worth from suggested_assessments where claim_id = new.id order by suggested_at desc, id desc limit 1
  on conflict do update set worth = excluded.worth;
end;
create trigger claims_to_assess_parted after update of verifiability on claims
when new.verifiability = 'unassessed' and old.verifiability <> 'unassessed' begin
  insert into claims_to_assess (claim_id, worth)
  select claim_id, worth from suggested_assessments where claim_id = new.id order by suggested_at desc, id desc limit 1
  on conflict do update set worth = excluded.worth;
end;

-- Claims that have been compared with those recorded before them, and by which program: what is new is what is not here.
create table compared_claims (
  claim_id    text primary key references claims (id) on delete cascade,
  program     text not null constraint "program names what compared it" check (length(trim(program)) > 0),
  compared_at text not null constraint "compared_at is a UTC time ending in Z"
              check (strftime('%Y-%m-%dT%H:%M:%SZ', compared_at) is compared_at)
) strict, without rowid;
-- Pairs that were found alike: what proposals to join several claims rest on. The score is the probability that they say the same.
create table claim_pairs (
  from_id text not null references claims (id) on delete cascade,
  to_id   text not null references claims (id) on delete cascade,
  score   real not null constraint "score is between 0 and 1" check (score between 0 and 1),
  primary key (from_id, to_id),
  constraint "a pair of claims is stored once, the smaller id first" check (from_id < to_id)
) strict, without rowid;
create index claim_pairs_to_idx on claim_pairs (to_id);
create trigger compared_claims_reworded after update of statement on claims when new.statement <> old.statement begin
  delete from compared_claims where claim_id = new.id;
  delete from claim_pairs where from_id = new.id or to_id = new.id;
end;
