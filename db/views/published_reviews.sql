-- Verdicts that were published, those retracted since among them; drafts are not.
create view published_reviews as
select r.id, r.claim_id, r.verdict, r.original_rating, r.summary, r.publisher_id, r.url, r.state, r.reviewer, r.reviewed_at
from reviews r
where r.state <> 'draft';
