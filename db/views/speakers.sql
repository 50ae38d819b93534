-- People and organisations with the number of claims they assert.
create view speakers as
select e.*, (select count(*) from claims c where c.speaker_id = e.id) as claims
from entities e
where e.kind in ('person', 'organisation');
