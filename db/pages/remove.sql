-- What the page that asks before a claim is removed asks, beside the claim itself.

-- question: rests
-- What people have built on the claim; as long as there is any, it stays.
select 'assessment' as kind, count(*) as n from assessments where claim_id = :claim
union all
select 'review', count(*) from reviews where claim_id = :claim
union all
-- What a program suggests goes with the claim.
select
  'link',
  (select count(*) from claim_links where from_id = :claim and (judgement <> 'suggested' or score is null))
  + (select count(*) from claim_links where to_id = :claim and (judgement <> 'suggested' or score is null))
union all
select 'candidate', count(*) from candidates where claim_id = :claim
union all
select 'repeat', count(*) from claims where canonical_id = :claim;

-- question: goes
-- What would go with it.
select
  (select count(*) from attributions where claim_id = :claim) as sources,
  (select count(*) from evidence where claim_id = :claim) as evidence,
  (select count(*) from claim_tags where claim_id = :claim) as tags;
