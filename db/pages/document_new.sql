-- What the form for a new document asks.

-- question: recorded
-- The newest version of the page whose address is given (:url), so that nobody types it again.
select id, title, accessed_at
from documents
where :url <> ''
  and coalesce(url, '') = :url
order by accessed_at desc, rowid desc
limit 1;
