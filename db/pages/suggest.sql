-- What is asked about a claim that is being typed. :document is the id of its document, :same_as that of the claim which was chosen as
-- the same, if any.

-- question: document
select d.id, d.title, e.name as outlet, d.published_at, d.language
from documents d
join entities e on e.id = d.outlet_id
where d.id = :document;

-- question: chosen
select id, statement
from claims
where id = :same_as;
