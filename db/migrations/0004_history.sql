-- Every change and every deletion leaves the old row here, whoever made it and by whatever program.
-- Append-only tables (assessments, reviews) need none: their rows are their history.

create table history (
  id         integer primary key,
  at         text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  table_name text not null,
  row_id     text not null,  -- of a row that belongs to a claim: the claim's id
  op         text not null constraint "op is update or delete" check (op in ('update', 'delete')),
  old        text not null,  -- the row as it was, as JSON
  actor      text            -- who did it; null where it was done around the program
) strict;
create index history_row_idx on history (row_id);
create trigger history_stays before update on history when old.actor is not null or new.id <> old.id or new.at <> old.at
  or new.table_name <> old.table_name or new.row_id <> old.row_id or new.op <> old.op or new.old <> old.old begin
  select raise(abort, 'history is not rewritten');
end;
create trigger history_no_delete before delete on history begin
  select raise(abort, 'history is not rewritten');
end;
create trigger history_no_replace before insert on history when exists (select 1 from history where id = new.id) begin
  select raise(abort, 'history is not rewritten');
end;

create trigger entities_history_update after update on entities begin
  insert into history (table_name, row_id, op, old) values ('entities', old.id, 'update', json_object(
    'id', old.id, 'kind', old.kind, 'name', old.name, 'aliases', old.aliases, 'wikidata_id', old.wikidata_id,
    'domain', old.domain, 'country', old.country, 'canonical_id', old.canonical_id, 'note', old.note));
end;
create trigger entities_history_delete after delete on entities begin
  insert into history (table_name, row_id, op, old) values ('entities', old.id, 'delete', json_object(
    'id', old.id, 'kind', old.kind, 'name', old.name, 'aliases', old.aliases, 'wikidata_id', old.wikidata_id,
    'domain', old.domain, 'country', old.country, 'canonical_id', old.canonical_id, 'note', old.note));
end;
create trigger entity_roles_history_update after update on entity_roles begin
  insert into history (table_name, row_id, op, old) values ('entity_roles', old.id, 'update', json_object(
    'id', old.id, 'entity_id', old.entity_id, 'title', old.title, 'organisation_id', old.organisation_id,
    'start_date', old.start_date, 'end_date', old.end_date));
end;
create trigger entity_roles_history_delete after delete on entity_roles begin
  insert into history (table_name, row_id, op, old) values ('entity_roles', old.id, 'delete', json_object(
    'id', old.id, 'entity_id', old.entity_id, 'title', old.title, 'organisation_id', old.organisation_id,
    'start_date', old.start_date, 'end_date', old.end_date));
end;
create trigger documents_history_update after update on documents begin
  insert into history (table_name, row_id, op, old) values ('documents', old.id, 'update', json_object(
    'id', old.id, 'kind', old.kind, 'url', old.url, 'outlet_id', old.outlet_id, 'title', old.title, 'byline', old.byline,
    'language', old.language, 'published_at', old.published_at, 'published_at_inferred', old.published_at_inferred,
    'accessed_at', old.accessed_at, 'content_sha256', old.content_sha256, 'archive_url', old.archive_url));
end;
create trigger documents_history_delete after delete on documents begin
  insert into history (table_name, row_id, op, old) values ('documents', old.id, 'delete', json_object(
    'id', old.id, 'kind', old.kind, 'url', old.url, 'outlet_id', old.outlet_id, 'title', old.title, 'byline', old.byline,
    'language', old.language, 'published_at', old.published_at, 'published_at_inferred', old.published_at_inferred,
    'accessed_at', old.accessed_at, 'content_sha256', old.content_sha256, 'archive_url', old.archive_url));
end;
create trigger claims_history_update
after update of id, document_id, statement, quote, prefix, suffix, start_char, end_char, quotation,
  location, language, claim_date, claim_date_inferred, canonical_id, created_by, created_at on claims begin
  insert into history (table_name, row_id, op, old) values ('claims', old.id, 'update', json_object(
    'id', old.id, 'document_id', old.document_id, 'statement', old.statement, 'quote', old.quote, 'prefix', old.prefix,
    'suffix', old.suffix, 'start_char', old.start_char, 'end_char', old.end_char, 'quotation', old.quotation,
    'location', old.location, 'language', old.language, 'claim_date', old.claim_date,
    'claim_date_inferred', old.claim_date_inferred, 'canonical_id', old.canonical_id, 'created_by', old.created_by,
    'created_at', old.created_at));
end;
create trigger claims_history_delete after delete on claims begin
  insert into history (table_name, row_id, op, old) values ('claims', old.id, 'delete', json_object(
    'id', old.id, 'document_id', old.document_id, 'statement', old.statement, 'quote', old.quote, 'prefix', old.prefix,
    'suffix', old.suffix, 'start_char', old.start_char, 'end_char', old.end_char, 'quotation', old.quotation,
    'location', old.location, 'language', old.language, 'claim_date', old.claim_date,
    'claim_date_inferred', old.claim_date_inferred, 'canonical_id', old.canonical_id, 'created_by', old.created_by,
    'created_at', old.created_at));
end;
create trigger attributions_history_update after update on attributions begin
  insert into history (table_name, row_id, op, old) values ('attributions', old.claim_id, 'update', json_object(
    'id', old.id, 'claim_id', old.claim_id, 'hop', old.hop, 'seq', old.seq, 'source_type', old.source_type,
    'entity_id', old.entity_id, 'affiliation_id', old.affiliation_id, 'source_text', old.source_text,
    'role_text', old.role_text, 'cue', old.cue, 'stance', old.stance, 'medium', old.medium,
    'platform_id', old.platform_id, 'said_date', old.said_date, 'origin_document_id', old.origin_document_id,
    'anonymity_reason', old.anonymity_reason, 'confirmation', old.confirmation, 'reliability', old.reliability));
end;
create trigger attributions_history_delete after delete on attributions begin
  insert into history (table_name, row_id, op, old) values ('attributions', old.claim_id, 'delete', json_object(
    'id', old.id, 'claim_id', old.claim_id, 'hop', old.hop, 'seq', old.seq, 'source_type', old.source_type,
    'entity_id', old.entity_id, 'affiliation_id', old.affiliation_id, 'source_text', old.source_text,
    'role_text', old.role_text, 'cue', old.cue, 'stance', old.stance, 'medium', old.medium,
    'platform_id', old.platform_id, 'said_date', old.said_date, 'origin_document_id', old.origin_document_id,
    'anonymity_reason', old.anonymity_reason, 'confirmation', old.confirmation, 'reliability', old.reliability));
end;
create trigger evidence_history_update after update on evidence begin
  insert into history (table_name, row_id, op, old) values ('evidence', old.claim_id, 'update', json_object(
    'id', old.id, 'claim_id', old.claim_id, 'document_id', old.document_id, 'stance', old.stance,
    'is_primary', old.is_primary, 'quote', old.quote, 'note', old.note, 'added_by', old.added_by,
    'added_at', old.added_at));
end;
create trigger evidence_history_delete after delete on evidence begin
  insert into history (table_name, row_id, op, old) values ('evidence', old.claim_id, 'delete', json_object(
    'id', old.id, 'claim_id', old.claim_id, 'document_id', old.document_id, 'stance', old.stance,
    'is_primary', old.is_primary, 'quote', old.quote, 'note', old.note, 'added_by', old.added_by,
    'added_at', old.added_at));
end;
create trigger claim_links_history_update after update on claim_links begin
  insert into history (table_name, row_id, op, old) values ('claim_links', old.from_id || ' ' || old.to_id || ' ' || old.relation, 'update', json_object(
    'from_id', old.from_id, 'to_id', old.to_id, 'relation', old.relation, 'judgement', old.judgement, 'score', old.score,
    'decided_by', old.decided_by, 'decided_at', old.decided_at));
end;
create trigger claim_links_history_delete after delete on claim_links begin
  insert into history (table_name, row_id, op, old) values ('claim_links', old.from_id || ' ' || old.to_id || ' ' || old.relation, 'delete', json_object(
    'from_id', old.from_id, 'to_id', old.to_id, 'relation', old.relation, 'judgement', old.judgement, 'score', old.score,
    'decided_by', old.decided_by, 'decided_at', old.decided_at));
end;
create trigger tags_history_update after update on tags begin
  insert into history (table_name, row_id, op, old) values ('tags', old.id, 'update', json_object(
    'id', old.id, 'kind', old.kind, 'name', old.name, 'wikidata_id', old.wikidata_id));
end;
create trigger tags_history_delete after delete on tags begin
  insert into history (table_name, row_id, op, old) values ('tags', old.id, 'delete', json_object(
    'id', old.id, 'kind', old.kind, 'name', old.name, 'wikidata_id', old.wikidata_id));
end;
create trigger claim_tags_history_update after update on claim_tags begin
  insert into history (table_name, row_id, op, old) values ('claim_tags', old.claim_id, 'update', json_object(
    'claim_id', old.claim_id, 'tag_id', old.tag_id));
end;
create trigger claim_tags_history_delete after delete on claim_tags begin
  insert into history (table_name, row_id, op, old) values ('claim_tags', old.claim_id, 'delete', json_object(
    'claim_id', old.claim_id, 'tag_id', old.tag_id));
end;
create trigger candidates_history_update after update on candidates begin
  insert into history (table_name, row_id, op, old) values ('candidates', old.id, 'update', json_object(
    'id', old.id, 'document_id', old.document_id, 'extractor', old.extractor, 'draft', old.draft,
    'start_char', old.start_char, 'end_char', old.end_char, 'score', old.score, 'because', old.because,
    'state', old.state, 'decision', old.decision, 'decided_by', old.decided_by, 'decided_at', old.decided_at,
    'claim_id', old.claim_id, 'created_at', old.created_at));
end;
create trigger candidates_history_delete after delete on candidates begin
  insert into history (table_name, row_id, op, old) values ('candidates', old.id, 'delete', json_object(
    'id', old.id, 'document_id', old.document_id, 'extractor', old.extractor, 'draft', old.draft,
    'start_char', old.start_char, 'end_char', old.end_char, 'score', old.score, 'because', old.because,
    'state', old.state, 'decision', old.decision, 'decided_by', old.decided_by, 'decided_at', old.decided_at,
    'claim_id', old.claim_id, 'created_at', old.created_at));
end;
create trigger verifiability_reasons_history_update after update on verifiability_reasons begin
  insert into history (table_name, row_id, op, old) values ('verifiability_reasons', old.status || ' ' || old.reason, 'update', json_object(
    'status', old.status, 'reason', old.reason, 'label', old.label, 'definition', old.definition));
end;
create trigger verifiability_reasons_history_delete after delete on verifiability_reasons begin
  insert into history (table_name, row_id, op, old) values ('verifiability_reasons', old.status || ' ' || old.reason, 'delete', json_object(
    'status', old.status, 'reason', old.reason, 'label', old.label, 'definition', old.definition));
end;
create trigger vocabularies_history_update after update on vocabularies begin
  insert into history (table_name, row_id, op, old) values ('vocabularies', old.vocabulary || ' ' || old.term, 'update', json_object(
    'vocabulary', old.vocabulary, 'term', old.term, 'label', old.label, 'definition', old.definition,
    'position', old.position));
end;
create trigger vocabularies_history_delete after delete on vocabularies begin
  insert into history (table_name, row_id, op, old) values ('vocabularies', old.vocabulary || ' ' || old.term, 'delete', json_object(
    'vocabulary', old.vocabulary, 'term', old.term, 'label', old.label, 'definition', old.definition,
    'position', old.position));
end;
create trigger verifiability_statuses_history_update after update on verifiability_statuses begin
  insert into history (table_name, row_id, op, old) values ('verifiability_statuses', old.id, 'update', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;
create trigger verifiability_statuses_history_delete after delete on verifiability_statuses begin
  insert into history (table_name, row_id, op, old) values ('verifiability_statuses', old.id, 'delete', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;
create trigger verdicts_history_update after update on verdicts begin
  insert into history (table_name, row_id, op, old) values ('verdicts', old.id, 'update', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;
create trigger verdicts_history_delete after delete on verdicts begin
  insert into history (table_name, row_id, op, old) values ('verdicts', old.id, 'delete', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;
create trigger quotations_history_update after update on quotations begin
  insert into history (table_name, row_id, op, old) values ('quotations', old.id, 'update', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;
create trigger quotations_history_delete after delete on quotations begin
  insert into history (table_name, row_id, op, old) values ('quotations', old.id, 'delete', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;
create trigger source_types_history_update after update on source_types begin
  insert into history (table_name, row_id, op, old) values ('source_types', old.id, 'update', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;
create trigger source_types_history_delete after delete on source_types begin
  insert into history (table_name, row_id, op, old) values ('source_types', old.id, 'delete', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;
-- A deleted text must be gone (copyright): its history keeps its length only. It is never updated.
create trigger document_texts_history_delete after delete on document_texts begin
  insert into history (table_name, row_id, op, old)
  values ('document_texts', old.document_id, 'delete', json_object('document_id', old.document_id, 'length', length(old.text)));
end;
