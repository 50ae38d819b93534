-- Outlets with the number of their documents and claims.
create view outlets as
select e.*,
  (select count(*) from documents d where d.outlet_id = e.id) as documents,
  (select count(*) from claims c where c.outlet_id = e.id) as claims
from entities e
where e.kind = 'outlet' or e.id in (select outlet_id from documents);
