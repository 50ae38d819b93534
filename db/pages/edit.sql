-- What the form for mending a claim asks, beside the claim itself.

-- question: newest
-- The number of the newest change of the claim's own row; whoever sends it back has seen that one.
select coalesce(max(id), 0) as seen
from history
where row_id = :claim
  and table_name = 'claims';
