-- Where a program found what it drafted: the pieces of the content, the cue and the source, kept as they were beside the draft.
-- People see them coloured, and decided drafts become training data of the newsroom's own.

alter table candidates add column spans text  -- {"content": [[start, end] ...], "cue": ..., "source": ...} in code points of the text
  constraint "spans is a JSON object" check (json_valid(spans) and json_type(spans) = 'object');

drop trigger candidates_draft_stays;
create trigger candidates_draft_stays
before update of id, document_id, extractor, draft, start_char, end_char, spans on candidates begin
  select raise(abort, 'the draft of a candidate is kept as it was: record your decision beside it');
end;

drop trigger candidates_history_update;
create trigger candidates_history_update after update on candidates begin
  insert into history (table_name, row_id, op, old) values ('candidates', old.id, 'update', json_object(
    'id', old.id, 'document_id', old.document_id, 'extractor', old.extractor, 'draft', old.draft,
    'start_char', old.start_char, 'end_char', old.end_char, 'score', old.score, 'because', old.because,
    'state', old.state, 'decision', old.decision, 'decided_by', old.decided_by, 'decided_at', old.decided_at,
    'claim_id', old.claim_id, 'created_at', old.created_at, 'spans', old.spans));
end;
drop trigger candidates_history_delete;
create trigger candidates_history_delete after delete on candidates begin
  insert into history (table_name, row_id, op, old) values ('candidates', old.id, 'delete', json_object(
    'id', old.id, 'document_id', old.document_id, 'extractor', old.extractor, 'draft', old.draft,
    'start_char', old.start_char, 'end_char', old.end_char, 'score', old.score, 'because', old.because,
    'state', old.state, 'decision', old.decision, 'decided_by', old.decided_by, 'decided_at', old.decided_at,
    'claim_id', old.claim_id, 'created_at', old.created_at, 'spans', old.spans));
end;
