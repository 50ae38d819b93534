-- The record: who said what, where it was printed, whether it can be checked, whether it is true.
-- A CHECK is named by the sentence that a person reads when it says no.

-- 'CLMS' as an integer: marks the file as ours.
pragma application_id = 1129074003;

-- Lookup tables behind the facets of claims; filled from claims/vocabularies.py.
create table verifiability_statuses (
  id         text primary key,
  label      text not null,
  definition text not null,
  position   integer not null
) strict;
create table verdicts (
  id         text primary key,
  label      text not null,
  definition text not null,
  position   integer not null
) strict;
create table quotations (
  id         text primary key,
  label      text not null,
  definition text not null,
  position   integer not null
) strict;
create table source_types (
  id         text primary key,
  label      text not null,
  definition text not null,
  position   integer not null
) strict;

-- Every term of every vocabulary, for people to browse.
create table vocabularies (
  vocabulary text not null,
  term       text not null,
  label      text not null,
  definition text not null,
  position   integer not null,
  primary key (vocabulary, term)
) strict;

-- Which reason belongs to which status: "verifiable because opinion" cannot be written.
create table verifiability_reasons (
  status     text not null constraint "status is one of the five verifiability statuses"
             check (status in ('verifiable', 'not_yet', 'evidence_not_public', 'too_vague', 'not_checkable')),
  reason     text not null,
  label      text not null default '',
  definition text not null,
  primary key (status, reason)
) strict;

-- People, organisations, outlets and platforms. An outlet is a speaker too ("Reuters reported").
create table entities (
  id           text primary key
               constraint "an entity id is a slug of lower-case letters, digits and hyphens"
               check (id glob '[a-z0-9]*' and id not glob '*[^a-z0-9-]*'),
  kind         text not null constraint "kind is person, organisation, outlet or platform"
               check (kind in ('person', 'organisation', 'outlet', 'platform')),
  name         text not null constraint "a name has 1 to 200 characters" check (length(trim(name)) between 1 and 200),
  aliases      text not null default '[]' constraint "aliases is a JSON array"
               check (json_valid(aliases) and json_type(aliases) = 'array'),
  wikidata_id  text unique constraint "a Wikidata id is Q and a number"
               check (wikidata_id glob 'Q[1-9]*' and substr(wikidata_id, 2) not glob '*[^0-9]*'),
  domain       text unique,
  country      text constraint "country is two capital letters, ISO 3166-1" check (country glob '[A-Z][A-Z]'),
  canonical_id text references entities (id) constraint "an entity cannot be merged into itself" check (canonical_id <> id),
  note         text
) strict;
create index entities_canonical_idx on entities (canonical_id) where canonical_id is not null;
create index entities_name_idx on entities (name collate nocase);
create index entities_aliases_idx on entities (id) where aliases <> '[]';

create table entity_roles (
  id              integer primary key,
  entity_id       text not null references entities (id),
  title           text not null constraint "a role has a title" check (length(trim(title)) > 0),
  organisation_id text references entities (id),
  start_date      text constraint "start_date is a date that exists" check (start_date is date(start_date)),
  end_date        text constraint "end_date is a date that exists" check (end_date is date(end_date)),
  constraint "a role ends after it starts" check (end_date is null or start_date is null or end_date >= start_date),
  unique (entity_id, title, organisation_id, start_date)
) strict;

-- One row per captured version. A version whose URL is unknown is known by its text's sha256, and the other way round.
create table documents (
  id                    text primary key,
  kind                  text not null constraint "kind is one of the document kinds"
                        check (kind in ('article', 'statement', 'social_post', 'press_release', 'report', 'transcript',
                                        'broadcast', 'record', 'other')),
  url                   text constraint "a URL begins with http:// or https://" check (url glob 'http://*' or url glob 'https://*'),
  outlet_id             text not null references entities (id),
  title                 text not null constraint "a document has a title" check (length(trim(title)) > 0),
  byline                text,
  language              text not null,
  published_at          text  -- EDTF, or a UTC time; null where the document does not say
                        constraint "published_at is a year, a month, a day (XXXX-02-05 without its year) or a UTC time ending in Z"
                        check (published_at is null
                               or length(published_at) = 4 and published_at glob '[0-9][0-9][0-9][0-9]'
                               or length(published_at) = 7 and date(published_at || '-01') is published_at || '-01'
                               or length(published_at) = 10
                                  and date(replace(published_at, 'XXXX', '2000')) is replace(published_at, 'XXXX', '2000')
                               or strftime('%Y-%m-%dT%H:%M:%SZ', published_at) is published_at),
  published_at_inferred integer not null default 0 constraint "published_at_inferred is 0 or 1" check (published_at_inferred in (0, 1)),
  accessed_at           text not null constraint "accessed_at is a UTC time ending in Z"
                        check (strftime('%Y-%m-%dT%H:%M:%SZ', accessed_at) is accessed_at),
  content_sha256        text constraint "content_sha256 is 64 hexadecimal digits"
                        check (length(content_sha256) = 64 and content_sha256 not glob '*[^0-9a-f]*'),
  archive_url           text constraint "an archive URL begins with http(s):// and is another than the URL"
                        check ((archive_url glob 'http://*' or archive_url glob 'https://*') and (url is null or archive_url <> url)),
  constraint "a document has a URL or the sha256 of its text" check (url is not null or content_sha256 is not null),
  constraint "only a date that is given can be inferred" check (published_at is not null or published_at_inferred = 0),
  constraint "a document is published before it is accessed"
  check (published_at is null or published_at glob 'XXXX*'
         or published_at <= substr(strftime('%Y-%m-%dT%H:%M:%SZ', accessed_at, '+1 day'), 1, length(published_at)))
) strict;
create unique index documents_version_idx on documents (coalesce(url, ''), coalesce(content_sha256, ''));
create index documents_outlet_idx on documents (outlet_id);

-- Kept apart, so that publishing can withhold it: copyright.
create table document_texts (
  document_id text primary key references documents (id),
  text        text not null  -- NFC; offsets count its code points from 0
) strict;

-- One statement in one document version: an occurrence. Repeats share a canonical_id.
create table claims (
  id                   text primary key,
  document_id          text not null references documents (id),
  statement            text not null  -- our words; stands alone
                       constraint "a statement has 10 to 500 characters" check (length(trim(statement)) between 10 and 500)
                       constraint "a statement is no question" check (statement not like '%?')
                       constraint "a statement holds no URL" check (statement not like '%http://%' and statement not like '%https://%')
                       constraint "an attribution belongs in attributions, not in the statement" check (statement not like '%according to%')
                       constraint "a verdict belongs in a review, not in the statement" check (statement not like '%falsely%'),
  quote                text not null default '',  -- the document's words, exactly; empty where only a paraphrase can be kept
  prefix               text not null default '',
  suffix               text not null default '',
  start_char           integer constraint "start_char counts from 0" check (start_char >= 0),
  end_char             integer,
  quotation            text not null references quotations (id) constraint "quotation is direct, indirect, mixed or own_voice"
                       check (quotation in ('direct', 'indirect', 'mixed', 'own_voice')),
  location             text not null default 'body' constraint "location is headline, lead, body or caption"
                       check (location in ('headline', 'lead', 'body', 'caption')),
  language             text not null,
  claim_date           text  -- EDTF: the day, month or year that the statement is about
                       constraint "claim_date is a year, a month or a day that exists (XXXX-02-05 without its year)"
                       check (claim_date is null
                              or length(claim_date) = 4 and claim_date glob '[0-9][0-9][0-9][0-9]'
                              or length(claim_date) = 7 and date(claim_date || '-01') is claim_date || '-01'
                              or length(claim_date) = 10
                                 and date(replace(claim_date, 'XXXX', '2000')) is replace(claim_date, 'XXXX', '2000')),
  claim_date_inferred  integer not null default 0 constraint "claim_date_inferred is 0 or 1" check (claim_date_inferred in (0, 1)),
  claim_date_precision text generated always as (
    case
      when claim_date glob 'XXXX*' then 'day_without_year'
      when length(claim_date) = 10 then 'day'
      when length(claim_date) = 7 then 'month'
      when length(claim_date) = 4 then 'year'
    end) virtual,
  canonical_id         text references claims (id) constraint "a claim cannot repeat itself" check (canonical_id <> id),
  created_by           text not null constraint "created_by names who added the claim" check (length(trim(created_by)) > 0),
  created_at           text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) constraint "created_at is a UTC time ending in Z"
                       check (strftime('%Y-%m-%dT%H:%M:%SZ', created_at) is created_at),
  -- Cached for browsing; written by triggers only (see 0003_caches.sql).
  outlet_id            text references entities (id),
  speaker_id           text references entities (id),
  source_type          text references source_types (id),
  source_words         text not null default '',
  verifiability        text not null default 'unassessed' references verifiability_statuses (id),
  verdict              text references verdicts (id),
  constraint "start_char and end_char come together" check ((start_char is null) = (end_char is null)),
  constraint "the quote is as long as its offsets say" check (end_char is null or end_char - start_char = length(quote)),
  constraint "an empty quote has no offsets" check (quote <> '' or start_char is null),
  constraint "direct and mixed quotation need the quote" check (quote <> '' or quotation in ('indirect', 'own_voice')),
  constraint "only a date that is given can be inferred" check (claim_date is not null or claim_date_inferred = 0),
  unique (document_id, start_char, end_char, statement)
) strict;
create unique index claims_no_offsets_idx on claims (document_id, statement) where start_char is null;
create index claims_canonical_idx on claims (canonical_id) where canonical_id is not null;
create index claims_root_idx on claims (coalesce(canonical_id, id));
-- Partial: a load fills these columns after the row is in, and pays for one index entry and not for three.
create index claims_outlet_idx on claims (outlet_id) where outlet_id is not null;
create index claims_speaker_idx on claims (speaker_id) where speaker_id is not null;
create index claims_source_type_idx on claims (source_type) where source_type is not null;
create index claims_quotation_idx on claims (quotation);
create index claims_verifiability_idx on claims (verifiability);
create index claims_verdict_idx on claims (verdict) where verdict is not null;

-- The chain: hop 0 asserts the claim, hop 1 passed it on ...; the outlet is last and implicit.
-- No rows: the outlet's own voice. Several sources of one hop: one row each, counted by seq.
create table attributions (
  id                 integer primary key,
  claim_id           text not null references claims (id),
  hop                integer not null constraint "hop is 0 to 9" check (hop between 0 and 9),
  seq                integer not null default 0 constraint "seq counts from 0" check (seq >= 0),
  source_type        text not null references source_types (id) constraint "source_type is one of the source types"
                     check (source_type in ('named_person', 'named_organisation', 'document', 'unnamed_person', 'unnamed_group',
                                            'anonymous', 'unstated')),
  entity_id          text references entities (id),
  affiliation_id     text references entities (id),
  source_text        text,  -- the source as printed
  role_text          text,  -- the role as printed
  cue                text,  -- the words that attribute: said, stressed
  stance             text not null default 'affirms' constraint "stance is affirms, hedges or denies"
                     check (stance in ('affirms', 'hedges', 'denies')),
  medium             text constraint "medium is one of the media"
                     check (medium in ('interview', 'briefing', 'speech', 'statement', 'social_post', 'report', 'record', 'broadcast',
                                       'leak', 'other_outlet')),
  platform_id        text references entities (id),
  said_date          text  -- EDTF: when this source said it
                     constraint "said_date is a year, a month or a day that exists (XXXX-02-05 without its year)"
                     check (said_date is null
                            or length(said_date) = 4 and said_date glob '[0-9][0-9][0-9][0-9]'
                            or length(said_date) = 7 and date(said_date || '-01') is said_date || '-01'
                            or length(said_date) = 10
                               and date(replace(said_date, 'XXXX', '2000')) is replace(said_date, 'XXXX', '2000')),
  origin_document_id text references documents (id),
  anonymity_reason   text,
  confirmation       text not null default 'as_reported' constraint "confirmation is one of the attribution confirmations"
                     check (confirmation in ('as_reported', 'origin_seen', 'corroborated', 'disputed', 'not_found')),
  reliability        text constraint "reliability is a letter from A to F" check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')),
  constraint "a named source has an entity, an unnamed one has none"
  check ((source_type in ('named_person', 'named_organisation')) = (entity_id is not null) or source_type = 'document'),
  constraint "source_text holds the source as printed, unless it is unstated" check (source_type = 'unstated' or length(trim(source_text)) > 0),
  constraint "only an anonymous source has a reason for its anonymity" check (anonymity_reason is null or source_type = 'anonymous'),
  constraint "origin_seen needs the origin document" check (confirmation <> 'origin_seen' or origin_document_id is not null),
  unique (claim_id, hop, seq)
) strict;
create index attributions_entity_idx on attributions (entity_id) where entity_id is not null;

-- Can it be checked? Append-only; the newest of a cluster wins.
create table assessments (
  id          integer primary key,
  claim_id    text not null references claims (id),
  status      text not null,
  reason      text not null,
  rationale   text not null constraint "a rationale is a sentence of 10 characters or more"
              check (length(trim(rationale)) >= 10 and instr(trim(rationale), ' ') > 0),
  check_after text constraint "check_after is a date that exists, after the day of the assessment"
              check (check_after is date(check_after) and (check_after is null or check_after > substr(assessed_at, 1, 10))),
  credibility integer constraint "credibility is a digit from 1 to 6" check (credibility between 1 and 6),
  assessor    text not null constraint "assessor names who assessed" check (length(trim(assessor)) > 0),
  assessed_at text not null constraint "assessed_at is a UTC time ending in Z"
              check (strftime('%Y-%m-%dT%H:%M:%SZ', assessed_at) is assessed_at),
  constraint "not_yet needs check_after, and only not_yet has it" check ((status = 'not_yet') = (check_after is not null)),
  foreign key (status, reason) references verifiability_reasons (status, reason),
  unique (claim_id, assessor, assessed_at)
) strict;
create index assessments_claim_idx on assessments (claim_id, assessed_at);
create index assessments_check_after_idx on assessments (check_after) where check_after is not null;

-- A captured document that speaks for or against a claim, or helps to understand it.
create table evidence (
  id          integer primary key,
  claim_id    text not null references claims (id),
  document_id text not null references documents (id),
  stance      text not null constraint "stance is supports, refutes or context" check (stance in ('supports', 'refutes', 'context')),
  is_primary  integer not null constraint "is_primary is 0 or 1" check (is_primary in (0, 1)),
  quote       text,
  note        text not null,
  added_by    text not null constraint "added_by names who added the evidence" check (length(trim(added_by)) > 0),
  added_at    text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) constraint "added_at is a UTC time ending in Z"
              check (strftime('%Y-%m-%dT%H:%M:%SZ', added_at) is added_at)
) strict;
create unique index evidence_once_idx on evidence (claim_id, document_id, stance, coalesce(quote, ''));
create index evidence_document_idx on evidence (document_id);

-- Is it true? Verdicts, ours and others'; append-only, a retraction is a newer row.
create table reviews (
  id              integer primary key,
  claim_id        text not null references claims (id),
  verdict         text not null constraint "verdict is one of the verdicts"
                  check (verdict in ('true', 'mostly_true', 'mixed', 'mostly_false', 'false', 'misleading', 'unproven')),
  original_rating text,  -- somebody else's rating, verbatim; null: the verdict is ours
  summary         text not null constraint "a summary has 20 characters or more" check (length(trim(summary)) >= 20),
  publisher_id    text not null references entities (id),
  url             text constraint "a URL begins with http:// or https://" check (url glob 'http://*' or url glob 'https://*'),
  state           text not null constraint "state is draft, published or retracted" check (state in ('draft', 'published', 'retracted')),
  reviewer        text not null constraint "reviewer names who reviewed" check (length(trim(reviewer)) > 0),
  reviewed_at     text not null constraint "reviewed_at is a UTC time ending in Z"
                  check (strftime('%Y-%m-%dT%H:%M:%SZ', reviewed_at) is reviewed_at),
  constraint "a published review has a URL" check (state <> 'published' or url is not null),
  unique (claim_id, publisher_id, reviewed_at)
) strict;
create index reviews_claim_idx on reviews (claim_id, reviewed_at);

create table claim_links (
  from_id    text not null references claims (id),
  to_id      text not null references claims (id),
  relation   text not null constraint "relation is same_as, contradicts, supports, narrows or corrects"
             check (relation in ('same_as', 'contradicts', 'supports', 'narrows', 'corrects')),
  judgement  text not null constraint "judgement is suggested, confirmed or rejected"
             check (judgement in ('suggested', 'confirmed', 'rejected')),
  score      real constraint "score is between 0 and 1" check (score between 0 and 1),
  decided_by text not null constraint "decided_by names who decided" check (length(trim(decided_by)) > 0),
  decided_at text not null constraint "decided_at is a UTC time ending in Z"
             check (strftime('%Y-%m-%dT%H:%M:%SZ', decided_at) is decided_at),
  primary key (from_id, to_id, relation),
  constraint "a claim is not linked to itself" check (from_id <> to_id),
  constraint "same_as and contradicts are stored once, the smaller id first"
  check (relation not in ('same_as', 'contradicts') or from_id < to_id)
) strict;
create index claim_links_to_idx on claim_links (to_id);

create table tags (
  id          text primary key
              constraint "a tag id is a slug of lower-case letters, digits and hyphens"
              check (id glob '[a-z0-9]*' and id not glob '*[^a-z0-9-]*'),
  kind        text not null constraint "kind is topic, place or event" check (kind in ('topic', 'place', 'event')),
  name        text not null constraint "a tag has a name" check (length(trim(name)) > 0),
  wikidata_id text constraint "a Wikidata id is Q and a number"
              check (wikidata_id glob 'Q[1-9]*' and substr(wikidata_id, 2) not glob '*[^0-9]*'),
  unique (kind, name)
) strict;

create table claim_tags (
  claim_id text not null references claims (id),
  tag_id   text not null references tags (id),
  primary key (claim_id, tag_id)
) strict, without rowid;
create index claim_tags_tag_idx on claim_tags (tag_id);

-- The machine's draft, kept as it was, beside the person's decision and the claim that came of it.
create table candidates (
  id          text primary key,
  document_id text not null references documents (id),
  extractor   text not null,  -- name and version of the program that drafted it
  draft       text not null constraint "draft is a JSON object" check (json_valid(draft) and json_type(draft) = 'object'),
  start_char  integer constraint "start_char counts from 0" check (start_char >= 0),
  end_char    integer,
  score       real constraint "score is between 0 and 1" check (score between 0 and 1),
  because     text not null default '',  -- why the program thinks so, in words
  state       text not null default 'pending' constraint "state is pending, accepted, edited or rejected"
              check (state in ('pending', 'accepted', 'edited', 'rejected')),
  decision    text constraint "decision is a JSON object" check (json_valid(decision) and json_type(decision) = 'object'),
  decided_by  text,
  decided_at  text constraint "decided_at is a UTC time ending in Z" check (strftime('%Y-%m-%dT%H:%M:%SZ', decided_at) is decided_at),
  claim_id    text references claims (id),
  created_at  text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) constraint "created_at is a UTC time ending in Z"
              check (strftime('%Y-%m-%dT%H:%M:%SZ', created_at) is created_at),
  constraint "end_char comes after start_char" check ((start_char is null) = (end_char is null) and (end_char is null or end_char > start_char)),
  constraint "a decided candidate says who decided and when"
  check ((state = 'pending') = (decided_by is null) and (state = 'pending') = (decided_at is null)),
  constraint "an accepted candidate has its claim, another has none" check ((state in ('accepted', 'edited')) = (claim_id is not null))
) strict;
create index candidates_document_idx on candidates (document_id);
create index candidates_state_idx on candidates (state);
create index candidates_claim_idx on candidates (claim_id) where claim_id is not null;
