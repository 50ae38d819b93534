-- The newest captured version of the page that a quote was taken from. :item is the claim; :texts is 1 for those who may read full texts.

-- question: version
select s.newest_id, n.title, n.accessed_at, n.url, instr(t.text, c.quote) > 0 as is_there, case when :texts then t.text end as text
from claims c
join superseded_documents s on s.document_id = c.document_id
join documents n on n.id = s.newest_id
left join document_texts t on t.document_id = s.newest_id
where c.id = :item;
