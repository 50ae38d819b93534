-- What a program has suggested of a claim as it is worded now. :claim is its id.

-- question: suggested
select s.status, s.reason, s.score, s.worth, s.grounds, s.program, s.suggested_at
from suggested_assessments s
join claims c on c.id = s.claim_id
where s.claim_id = :claim
  and not exists (
    select 1
    from history h
    where h.row_id = s.claim_id
      and h.table_name = 'claims'
      and h.op = 'update'
      and substr(h.at, 1, 19) >= substr(s.suggested_at, 1, 19)
      and json_extract(h.old, '$.statement') <> c.statement
  )
order by s.suggested_at desc, s.id desc
limit 1;
