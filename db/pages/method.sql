-- What the page about the method asks.

-- question: terms
select v.vocabulary, v.term, v.label, v.definition, r.status
from vocabularies v
left join verifiability_reasons r on v.vocabulary = 'reason' and r.reason = v.term
order by v.vocabulary, v.position;
