-- A document may be recorded by its address and sha256 first, and its text come later. A paraphrase from before that stands without
-- a quote; later ones need theirs.

alter table document_texts add column added_at text  -- when the text came to a document recorded without it; empty where both came at once
  constraint "added_at is a UTC time ending in Z" check (strftime('%Y-%m-%dT%H:%M:%SZ', added_at) is added_at);

drop view misquoted_claims;
create view misquoted_claims as
select c.id, c.document_id, c.quote,
  case
    when c.quote = '' and (t.added_at is null or t.added_at <= c.created_at) then 'absent'
    when c.start_char is not null and substr(t.text, c.start_char + 1, c.end_char - c.start_char) <> c.quote then 'elsewhere'
    when c.start_char is null and c.quote <> '' and instr(t.text, c.quote) = 0 then 'not found'
    when c.start_char is null and c.quote <> '' and instr(substr(t.text, instr(t.text, c.quote) + 1), c.quote) > 0 then 'ambiguous'
  end as fault
from claims c
join document_texts t on t.document_id = c.document_id
where fault is not null;
