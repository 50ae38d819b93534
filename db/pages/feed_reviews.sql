-- What the feed of reviews asks: the newest :most verdicts that were published, and those retracted.

-- question: entries
select
  r.id,
  r.claim_id,
  c.statement,
  r.verdict,
  r.original_rating,
  r.summary,
  r.state,
  r.url,
  r.publisher_id,
  p.name as publisher,
  r.reviewed_at
from published_reviews r
join claims c on c.id = r.claim_id
join entities p on p.id = r.publisher_id
order by r.id desc
limit :most;
