-- What the page about the write API asks.

-- question: example
-- The newest claim, for the example to speak of.
select id, statement
from claims
order by rowid desc
limit 1;
