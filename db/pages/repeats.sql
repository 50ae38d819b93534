-- The claims that a program thinks may say the same as another one. :claims is a JSON array of their ids.

-- question: cards
select k.*
from json_each(:claims) j
cross join claims c on c.id = j.value
cross join claim_cards k on k.place = c.rowid
order by j.key;
