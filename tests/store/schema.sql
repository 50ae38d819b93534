CREATE INDEX assessments_check_after_idx on assessments (check_after, claim_id, assessed_at) where check_after is not null;

CREATE INDEX assessments_claim_idx on assessments (claim_id, assessed_at);

CREATE INDEX attributions_entity_idx on attributions (entity_id) where entity_id is not null;

CREATE INDEX candidates_claim_idx on candidates (claim_id) where claim_id is not null;

CREATE INDEX candidates_document_idx on candidates (document_id);

CREATE INDEX candidates_state_idx on candidates (state);

CREATE INDEX captures_final_idx on captures (final_url) where final_url is not null;

CREATE INDEX captures_requested_idx on captures (requested_url) where requested_url is not null;

CREATE INDEX claim_links_suggested_idx on claim_links (judgement) where judgement = 'suggested';

CREATE INDEX claim_links_to_idx on claim_links (to_id);

CREATE INDEX claim_pairs_to_idx on claim_pairs (to_id);

CREATE INDEX claim_tags_tag_idx on claim_tags (tag_id);

CREATE INDEX claims_canonical_idx on claims (canonical_id) where canonical_id is not null;

CREATE UNIQUE INDEX claims_no_offsets_idx on claims (document_id, statement) where start_char is null;

CREATE INDEX claims_not_yet_idx on claims (id, canonical_id) where verifiability = 'not_yet';

CREATE INDEX claims_outlet_idx on claims (outlet_id) where outlet_id is not null;

CREATE INDEX claims_outlet_status_idx on claims (outlet_id, verifiability, coalesce(verdict, ''), quotation, coalesce(source_type, ''))
where outlet_id is not null;

CREATE INDEX claims_quotation_idx on claims (quotation);

CREATE INDEX claims_root_idx on claims (coalesce(canonical_id, id));

CREATE INDEX claims_source_type_idx on claims (source_type) where source_type is not null;

CREATE INDEX claims_speaker_idx on claims (speaker_id) where speaker_id is not null;

CREATE INDEX claims_speaker_status_idx on claims (speaker_id, verifiability, coalesce(verdict, ''), quotation, coalesce(source_type, ''))
where speaker_id is not null;

CREATE INDEX claims_status_idx on claims (verifiability, coalesce(verdict, ''), quotation, coalesce(source_type, ''))
where outlet_id is not null;

CREATE INDEX claims_to_assess_worth_idx on claims_to_assess (worth desc, claim_id);

CREATE INDEX claims_verdict_idx on claims (verdict) where verdict is not null;

CREATE INDEX claims_verifiability_idx on claims (verifiability);

CREATE INDEX documents_outlet_idx on documents (outlet_id);

CREATE INDEX documents_published_idx on documents (published_at) where published_at is not null;

CREATE UNIQUE INDEX documents_version_idx on documents (coalesce(url, ''), coalesce(content_sha256, ''));

CREATE INDEX entities_aliases_idx on entities (id) where aliases <> '[]';

CREATE INDEX entities_canonical_idx on entities (canonical_id) where canonical_id is not null;

CREATE INDEX entities_name_idx on entities (name collate nocase);

CREATE INDEX entity_links_suggested_idx on entity_links (judgement) where judgement = 'suggested';

CREATE INDEX entity_links_to_idx on entity_links (to_id);

CREATE INDEX evidence_document_idx on evidence (document_id);

CREATE UNIQUE INDEX evidence_once_idx on evidence (claim_id, document_id, stance, coalesce(quote, ''));

CREATE INDEX gone_quotes_claim_idx on gone_quotes (claim_id);

CREATE INDEX history_row_idx on history (row_id);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE INDEX reviews_claim_idx on reviews (claim_id, reviewed_at);

CREATE INDEX reviews_published_idx on reviews (reviewed_at) where state = 'published';

CREATE INDEX superseded_documents_newest_idx on superseded_documents (newest_id);

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE TABLE assessments (
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

CREATE TABLE attributions (
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

CREATE TABLE candidates (
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
              check (strftime('%Y-%m-%dT%H:%M:%SZ', created_at) is created_at), spans text  -- {"content": [[start, end] ...], "cue": ..., "source": ...} in code points of the text
  constraint "spans is a JSON object" check (json_valid(spans) and json_type(spans) = 'object'),
  constraint "end_char comes after start_char" check ((start_char is null) = (end_char is null) and (end_char is null or end_char > start_char)),
  constraint "a decided candidate says who decided and when"
  check ((state = 'pending') = (decided_by is null) and (state = 'pending') = (decided_at is null)),
  constraint "an accepted candidate has its claim, another has none" check ((state in ('accepted', 'edited')) = (claim_id is not null))
) strict;

CREATE TABLE captures (
  document_id   text primary key references documents (id),
  requested_url text constraint "a requested URL begins with http:// or https://"
                check (requested_url glob 'http://*' or requested_url glob 'https://*'),
  final_url     text constraint "a final URL begins with http:// or https://" check (final_url glob 'http://*' or final_url glob 'https://*'),
  http_status   integer constraint "http_status is a number from 100 to 599" check (http_status between 100 and 599),
  file_name     text,
  media_type    text not null,
  tool          text not null,  -- what told the article from what surrounds it, with its version
  captured_by   text not null constraint "captured_by names who captured it" check (length(trim(captured_by)) > 0),
  captured_at   text not null constraint "captured_at is a UTC time ending in Z"
                check (strftime('%Y-%m-%dT%H:%M:%SZ', captured_at) is captured_at),
  page          blob,  -- the bytes as they came, gzipped; last, so that the others are read without it
  constraint "a capture is of a URL or of a file" check ((requested_url is null) <> (file_name is null)),
  constraint "a fetched page has a final URL and a status"
  check ((requested_url is null) = (final_url is null) and (requested_url is null) = (http_status is null))
) strict;

CREATE TABLE claim_counts (
  scope         text not null,  -- all, week, outlet, speaker or outlet_month
  scope_id      text not null,  -- '', the Monday of the week (created_at), an entity, or 'outlet|2026-10' (published_at)
  verifiability text not null,
  verdict       text not null,  -- '' for none
  quotation     text not null,
  source_type   text not null,  -- '' for none
  n             integer not null,
  primary key (scope, scope_id, verifiability, verdict, quotation, source_type)
) strict, without rowid;

CREATE TABLE claim_links (
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

CREATE TABLE claim_pairs (
  from_id text not null references claims (id) on delete cascade,
  to_id   text not null references claims (id) on delete cascade,
  score   real not null constraint "score is between 0 and 1" check (score between 0 and 1),
  primary key (from_id, to_id),
  constraint "a pair of claims is stored once, the smaller id first" check (from_id < to_id)
) strict, without rowid;

CREATE TABLE claim_tags (
  claim_id text not null references claims (id),
  tag_id   text not null references tags (id),
  primary key (claim_id, tag_id)
) strict, without rowid;

CREATE TABLE claim_vectors (
  -- Never given twice: who knows the vectors up to one id need only read the later ones.
  id       integer primary key autoincrement,
  claim_id text not null references claims (id) on delete cascade,
  model_id integer not null references sentence_models (id),
  vector   blob not null,  -- a signed byte for each dimension; only its direction counts
  unique (claim_id, model_id)
) strict;

CREATE TABLE claims (
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

CREATE VIRTUAL TABLE claims_fts using fts5(
  statement, quote, source_words,
  content="claims",
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE 'claims_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'claims_fts_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'claims_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'claims_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE claims_to_assess (
  claim_id text primary key references claims (id) on delete cascade,
  worth    real not null
) strict, without rowid;

CREATE TABLE compared_claims (
  claim_id    text primary key references claims (id) on delete cascade,
  program     text not null constraint "program names what compared it" check (length(trim(program)) > 0),
  compared_at text not null constraint "compared_at is a UTC time ending in Z"
              check (strftime('%Y-%m-%dT%H:%M:%SZ', compared_at) is compared_at)
) strict, without rowid;

CREATE TABLE document_texts (
  document_id text primary key references documents (id),
  text        text not null  -- NFC; offsets count its code points from 0
, added_at text  -- when the text came to a document recorded without it; empty where both came at once
  constraint "added_at is a UTC time ending in Z" check (strftime('%Y-%m-%dT%H:%M:%SZ', added_at) is added_at)) strict;

CREATE TABLE documents (
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

CREATE VIRTUAL TABLE documents_fts using fts5(
  title, byline,
  content="documents",
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE 'documents_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'documents_fts_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'documents_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'documents_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE entities (
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

CREATE TABLE entity_links (
  from_id    text not null references entities (id),
  to_id      text not null references entities (id),
  judgement  text not null constraint "judgement is suggested, confirmed or rejected"
             check (judgement in ('suggested', 'confirmed', 'rejected')),
  score      real constraint "score is between 0 and 1" check (score between 0 and 1),
  because    text not null default '',  -- why they may be the same, in words
  decided_by text not null constraint "decided_by names who decided" check (length(trim(decided_by)) > 0),
  decided_at text not null constraint "decided_at is a UTC time ending in Z"
             check (strftime('%Y-%m-%dT%H:%M:%SZ', decided_at) is decided_at),
  primary key (from_id, to_id),
  constraint "a pair of entities is stored once, the smaller id first" check (from_id < to_id)
) strict;

CREATE VIRTUAL TABLE entity_name_parts using fts5vocab(entity_names_fts, row);

CREATE VIRTUAL TABLE entity_names_fts using fts5(
  id, name, aliases,
  content = entities,
  tokenize = trigram
);

CREATE TABLE 'entity_names_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'entity_names_fts_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'entity_names_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'entity_names_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE entity_roles (
  id              integer primary key,
  entity_id       text not null references entities (id),
  title           text not null constraint "a role has a title" check (length(trim(title)) > 0),
  organisation_id text references entities (id),
  start_date      text constraint "start_date is a date that exists" check (start_date is date(start_date)),
  end_date        text constraint "end_date is a date that exists" check (end_date is date(end_date)),
  constraint "a role ends after it starts" check (end_date is null or start_date is null or end_date >= start_date),
  unique (entity_id, title, organisation_id, start_date)
) strict;

CREATE TABLE evidence (
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

CREATE TABLE gone_quotes (
  document_id text not null references documents (id),
  claim_id    text not null references claims (id),
  primary key (document_id, claim_id)
) strict, without rowid;

CREATE TABLE history (
  id         integer primary key,
  at         text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  table_name text not null,
  row_id     text not null,  -- of a row that belongs to a claim: the claim's id
  op         text not null constraint "op is update or delete" check (op in ('update', 'delete')),
  old        text not null,  -- the row as it was, as JSON
  actor      text            -- who did it; null where it was done around the program
) strict;

CREATE TABLE quotations (
  id         text primary key,
  label      text not null,
  definition text not null,
  position   integer not null
) strict;

CREATE VIRTUAL TABLE repeat_words using fts5vocab(repeats_fts, row);

CREATE VIRTUAL TABLE repeats_fts using fts5(
  statement, quote, source_words,
  content = claims,
  tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TABLE 'repeats_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'repeats_fts_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'repeats_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'repeats_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE reviews (
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

CREATE TABLE sentence_models (
  id         integer primary key,
  name       text not null unique,  -- vectors of two models must not be compared
  dimensions integer not null constraint "dimensions is a multiple of 64" check (dimensions > 0 and dimensions % 64 = 0)
) strict;

CREATE TABLE source_types (
  id         text primary key,
  label      text not null,
  definition text not null,
  position   integer not null
) strict;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE suggested_assessments (
  id           integer primary key,
  claim_id     text not null references claims (id) on delete cascade,
  status       text,  -- empty where the program does not know
  reason       text,
  score        real not null constraint "score is between 0 and 1" check (score between 0 and 1),  -- how sure it is of the status
  worth        real not null constraint "worth is between 0 and 1" check (worth between 0 and 1),  -- check-worthiness
  grounds      text not null default '[]' constraint "grounds is a JSON array"  -- [{"start": 0, "end": 4, "why": "..."} ...] of the statement
               check (json_valid(grounds) and json_type(grounds) = 'array'),
  program      text not null constraint "program names what suggested it" check (length(trim(program)) > 0),
  suggested_at text not null constraint "suggested_at is a UTC time ending in Z"
               check (strftime('%Y-%m-%dT%H:%M:%SZ', suggested_at) is suggested_at),
  constraint "status and reason come together" check ((status is null) = (reason is null)),
  foreign key (status, reason) references verifiability_reasons (status, reason),
  unique (claim_id, program, suggested_at)
) strict;

CREATE TABLE superseded_documents (
  document_id text primary key references documents (id),
  newest_id   text not null references documents (id)
) strict;

CREATE TABLE tags (
  id          text primary key
              constraint "a tag id is a slug of lower-case letters, digits and hyphens"
              check (id glob '[a-z0-9]*' and id not glob '*[^a-z0-9-]*'),
  kind        text not null constraint "kind is topic, place or event" check (kind in ('topic', 'place', 'event')),
  name        text not null constraint "a tag has a name" check (length(trim(name)) > 0),
  wikidata_id text constraint "a Wikidata id is Q and a number"
              check (wikidata_id glob 'Q[1-9]*' and substr(wikidata_id, 2) not glob '*[^0-9]*'),
  unique (kind, name)
) strict;

CREATE TABLE verdicts (
  id         text primary key,
  label      text not null,
  definition text not null,
  position   integer not null
) strict;

CREATE TABLE verifiability_reasons (
  status     text not null constraint "status is one of the five verifiability statuses"
             check (status in ('verifiable', 'not_yet', 'evidence_not_public', 'too_vague', 'not_checkable')),
  reason     text not null,
  label      text not null default '',
  definition text not null,
  primary key (status, reason)
) strict;

CREATE TABLE verifiability_statuses (
  id         text primary key,
  label      text not null,
  definition text not null,
  position   integer not null
) strict;

CREATE TABLE vocabularies (
  vocabulary text not null,
  term       text not null,
  label      text not null,
  definition text not null,
  position   integer not null,
  primary key (vocabulary, term)
) strict;

CREATE TRIGGER assessments_cache after insert on assessments begin
  update claims
  set verifiability = (select verifiability from claim_current k where k.id = claims.id)
  where coalesce(canonical_id, id) = (select coalesce(canonical_id, id) from claims where id = new.claim_id);
end;

CREATE TRIGGER assessments_insert before insert on assessments begin
  select raise(abort, 'assessments are append-only: add a newer one')
  where exists (select 1 from assessments
                where id = new.id or (claim_id = new.claim_id and assessor = new.assessor and assessed_at = new.assessed_at));
  select raise(abort, 'assessed_at lies in the future: check the clock')
  where julianday(new.assessed_at) > julianday('now') + 0.01;
end;

CREATE TRIGGER assessments_no_delete before delete on assessments begin
  select raise(abort, 'assessments are append-only: add a newer one');
end;

CREATE TRIGGER assessments_no_update before update on assessments begin
  select raise(abort, 'assessments are append-only: add a newer one');
end;

CREATE TRIGGER attributions_cache_delete after delete on attributions begin
  update claims
  set (speaker_id, source_type, source_words) = (select speaker_id, source_type, source_words from claim_current where id = old.claim_id)
  where id = old.claim_id;
end;

CREATE TRIGGER attributions_cache_insert after insert on attributions begin
  update claims
  set (speaker_id, source_type, source_words) = (select speaker_id, source_type, source_words from claim_current where id = new.claim_id)
  where id = new.claim_id;
end;

CREATE TRIGGER attributions_cache_update after update of source_type, entity_id, source_text, role_text on attributions begin
  update claims
  set (speaker_id, source_type, source_words) = (select speaker_id, source_type, source_words from claim_current where id = new.claim_id)
  where id = new.claim_id;
end;

CREATE TRIGGER attributions_history_delete after delete on attributions begin
  insert into history (table_name, row_id, op, old) values ('attributions', old.claim_id, 'delete', json_object(
    'id', old.id, 'claim_id', old.claim_id, 'hop', old.hop, 'seq', old.seq, 'source_type', old.source_type,
    'entity_id', old.entity_id, 'affiliation_id', old.affiliation_id, 'source_text', old.source_text,
    'role_text', old.role_text, 'cue', old.cue, 'stance', old.stance, 'medium', old.medium,
    'platform_id', old.platform_id, 'said_date', old.said_date, 'origin_document_id', old.origin_document_id,
    'anonymity_reason', old.anonymity_reason, 'confirmation', old.confirmation, 'reliability', old.reliability));
end;

CREATE TRIGGER attributions_history_update after update on attributions begin
  insert into history (table_name, row_id, op, old) values ('attributions', old.claim_id, 'update', json_object(
    'id', old.id, 'claim_id', old.claim_id, 'hop', old.hop, 'seq', old.seq, 'source_type', old.source_type,
    'entity_id', old.entity_id, 'affiliation_id', old.affiliation_id, 'source_text', old.source_text,
    'role_text', old.role_text, 'cue', old.cue, 'stance', old.stance, 'medium', old.medium,
    'platform_id', old.platform_id, 'said_date', old.said_date, 'origin_document_id', old.origin_document_id,
    'anonymity_reason', old.anonymity_reason, 'confirmation', old.confirmation, 'reliability', old.reliability));
end;

CREATE TRIGGER attributions_place_delete after delete on attributions begin
  select raise(abort, 'hops are counted without gaps: remove the last one first')
  from misplaced_attributions where claim_id = old.claim_id and fault = 'gap';
end;

CREATE TRIGGER attributions_place_insert after insert on attributions begin
  select raise(abort, 'the outlet''s own voice has no attributions: choose another quotation')
  from misplaced_attributions where id = new.id and fault = 'own voice';
  select raise(abort, 'hops, and the sources of one hop, are counted from 0 without gaps: add the one before this first')
  from misplaced_attributions where id = new.id and fault = 'gap';
  select raise(abort, 'a source stands only once in one chain')
  from misplaced_attributions where id = new.id and fault = 'twice';
  select raise(abort, 'the outlet of the document is the last hop already: leave it out')
  from misplaced_attributions where id = new.id and fault = 'outlet';
  select raise(abort, 'a named person is an entity of the kind person')
  from misplaced_attributions where id = new.id and fault = 'no person';
  select raise(abort, 'a named organisation is no person')
  from misplaced_attributions where id = new.id and fault = 'person';
end;

CREATE TRIGGER attributions_place_update after update of claim_id, hop, seq, source_type, entity_id on attributions begin
  select raise(abort, 'an attribution keeps its place in its chain: remove it and add another')
  where new.claim_id <> old.claim_id or new.hop <> old.hop or new.seq <> old.seq;
  select raise(abort, 'the source does not fit: it stands twice, is the outlet itself, or is of another kind')
  from misplaced_attributions where claim_id = new.claim_id;
end;

CREATE TRIGGER candidates_draft_stays
before update of id, document_id, extractor, draft, start_char, end_char, spans on candidates begin
  select raise(abort, 'the draft of a candidate is kept as it was: record your decision beside it');
end;

CREATE TRIGGER candidates_history_delete after delete on candidates begin
  insert into history (table_name, row_id, op, old) values ('candidates', old.id, 'delete', json_object(
    'id', old.id, 'document_id', old.document_id, 'extractor', old.extractor, 'draft', old.draft,
    'start_char', old.start_char, 'end_char', old.end_char, 'score', old.score, 'because', old.because,
    'state', old.state, 'decision', old.decision, 'decided_by', old.decided_by, 'decided_at', old.decided_at,
    'claim_id', old.claim_id, 'created_at', old.created_at, 'spans', old.spans));
end;

CREATE TRIGGER candidates_history_update after update on candidates begin
  insert into history (table_name, row_id, op, old) values ('candidates', old.id, 'update', json_object(
    'id', old.id, 'document_id', old.document_id, 'extractor', old.extractor, 'draft', old.draft,
    'start_char', old.start_char, 'end_char', old.end_char, 'score', old.score, 'because', old.because,
    'state', old.state, 'decision', old.decision, 'decided_by', old.decided_by, 'decided_at', old.decided_at,
    'claim_id', old.claim_id, 'created_at', old.created_at, 'spans', old.spans));
end;

CREATE TRIGGER candidates_no_delete before delete on candidates begin
  select raise(abort, 'the draft of a candidate is kept for ever: reject it instead');
end;

CREATE TRIGGER candidates_no_replace before insert on candidates when exists (select 1 from candidates where id = new.id) begin
  select raise(abort, 'the draft of a candidate is kept as it was: record your decision beside it');
end;

CREATE TRIGGER captures_history_delete after delete on captures begin
  insert into history (table_name, row_id, op, old) values ('captures', old.document_id, 'delete', json_object(
    'document_id', old.document_id, 'requested_url', old.requested_url, 'final_url', old.final_url, 'http_status', old.http_status,
    'file_name', old.file_name, 'media_type', old.media_type, 'tool', old.tool, 'captured_by', old.captured_by,
    'captured_at', old.captured_at, 'length', length(old.page)));
end;

CREATE TRIGGER captures_no_replace before insert on captures
when exists (select 1 from captures where document_id = new.document_id) begin
  select raise(abort, 'a capture is kept as it was: a changed page is a new version of the document');
end;

CREATE TRIGGER captures_no_update before update on captures begin
  select raise(abort, 'a capture is kept as it was: a changed page is a new version of the document');
end;

CREATE TRIGGER claim_counting_insert instead of insert on claim_counting begin
  insert into claim_counts
  select s.scope, s.scope_id, new.verifiability, coalesce(new.verdict, ''), new.quotation, coalesce(new.source_type, ''), new.step
  from (select 'all' as scope, '' as scope_id
        union all select 'week', date(new.created_at, 'weekday 0', '-6 days')
        union all select 'outlet', new.outlet_id
        union all select 'speaker', new.speaker_id
        union all select 'outlet_month', new.outlet_id || '|' || substr(new.published_at, 1, 7) where new.published_at glob '[0-9]*-*') s
  where s.scope_id is not null
  on conflict do update set n = n + excluded.n;
end;

CREATE TRIGGER claim_counts_zero after update of n on claim_counts when new.n = 0 begin
  delete from claim_counts
  where scope = new.scope and scope_id = new.scope_id and verifiability = new.verifiability and verdict = new.verdict
    and quotation = new.quotation and source_type = new.source_type;
end;

CREATE TRIGGER claim_links_history_delete after delete on claim_links begin
  insert into history (table_name, row_id, op, old) values ('claim_links', old.from_id || ' ' || old.to_id || ' ' || old.relation, 'delete', json_object(
    'from_id', old.from_id, 'to_id', old.to_id, 'relation', old.relation, 'judgement', old.judgement, 'score', old.score,
    'decided_by', old.decided_by, 'decided_at', old.decided_at));
end;

CREATE TRIGGER claim_links_history_update after update on claim_links begin
  insert into history (table_name, row_id, op, old) values ('claim_links', old.from_id || ' ' || old.to_id || ' ' || old.relation, 'update', json_object(
    'from_id', old.from_id, 'to_id', old.to_id, 'relation', old.relation, 'judgement', old.judgement, 'score', old.score,
    'decided_by', old.decided_by, 'decided_at', old.decided_at));
end;

CREATE TRIGGER claim_tags_history_delete after delete on claim_tags begin
  insert into history (table_name, row_id, op, old) values ('claim_tags', old.claim_id, 'delete', json_object(
    'claim_id', old.claim_id, 'tag_id', old.tag_id));
end;

CREATE TRIGGER claim_tags_history_update after update on claim_tags begin
  insert into history (table_name, row_id, op, old) values ('claim_tags', old.claim_id, 'update', json_object(
    'claim_id', old.claim_id, 'tag_id', old.tag_id));
end;

CREATE TRIGGER claim_vectors_statement after update of statement on claims when new.statement is not old.statement begin
  delete from claim_vectors where claim_id = new.id;
end;

CREATE TRIGGER claims_cache_cluster after update of canonical_id on claims begin
  update claims
  set (verifiability, verdict) = (select verifiability, verdict from claim_current k where k.id = claims.id)
  where coalesce(canonical_id, id) in (coalesce(new.canonical_id, new.id), coalesce(old.canonical_id, old.id));
end;

CREATE TRIGGER claims_cache_guard
before update of outlet_id, speaker_id, source_type, source_words, verifiability, verdict on claims begin
  select raise(abort, 'speaker, outlet, source, verifiability and verdict of a claim follow from its attributions, assessments and reviews: add one of those')
  from claim_current k
  where k.id = new.id
    and (k.outlet_id is not new.outlet_id or k.speaker_id is not new.speaker_id or k.source_type is not new.source_type
         or k.source_words <> new.source_words or k.verifiability <> new.verifiability or k.verdict is not new.verdict)
    and (new.outlet_id is not old.outlet_id or new.speaker_id is not old.speaker_id or new.source_type is not old.source_type
         or new.source_words <> old.source_words or new.verifiability <> old.verifiability or new.verdict is not old.verdict);
end;

CREATE TRIGGER claims_cache_insert after insert on claims begin
  update claims
  set (outlet_id, speaker_id, source_type, source_words, verifiability, verdict) =
      (select outlet_id, speaker_id, source_type, source_words, verifiability, verdict from claim_current where id = new.id)
  where id = new.id;
end;

CREATE TRIGGER claims_cache_update after update of document_id, quotation on claims begin
  update claims
  set (outlet_id, speaker_id, source_type) = (select outlet_id, speaker_id, source_type from claim_current where id = new.id)
  where id = new.id;
end;

CREATE TRIGGER claims_canonical_insert after insert on claims when new.canonical_id is not null begin
  select raise(abort, 'a canonical claim must itself be canonical')
  from misjoined_claims where id = new.id;
end;

CREATE TRIGGER claims_canonical_update before update of canonical_id on claims when new.canonical_id is not null begin
  select raise(abort, 'a canonical claim must itself be canonical')
  where (select canonical_id from claims where id = new.canonical_id) is not null
     or exists (select 1 from claims where canonical_id = new.id);
  select raise(abort, 'the two claims carry different verdicts: retract one review before you join them')
  where new.verdict <> (select verdict from claims where id = new.canonical_id);
end;

CREATE TRIGGER claims_count_delete after delete on claims begin
  insert into claim_counting
  values (-1, old.created_at, old.outlet_id, old.speaker_id, (select published_at from documents where id = old.document_id),
          old.verifiability, old.verdict, old.quotation, old.source_type);
end;

CREATE TRIGGER claims_count_insert after insert on claims begin
  insert into claim_counting
  values (1, new.created_at, new.outlet_id, new.speaker_id, (select published_at from documents where id = new.document_id),
          new.verifiability, new.verdict, new.quotation, new.source_type);
end;

CREATE TRIGGER claims_count_update
after update of document_id, created_at, outlet_id, speaker_id, verifiability, verdict, quotation, source_type on claims
when new.document_id <> old.document_id or new.created_at <> old.created_at or new.outlet_id is not old.outlet_id
  or new.speaker_id is not old.speaker_id or new.verifiability <> old.verifiability or new.verdict is not old.verdict
  or new.quotation <> old.quotation or new.source_type is not old.source_type begin
  insert into claim_counting
  values (-1, old.created_at, old.outlet_id, old.speaker_id, (select published_at from documents where id = old.document_id),
          old.verifiability, old.verdict, old.quotation, old.source_type),
         (1, new.created_at, new.outlet_id, new.speaker_id, (select published_at from documents where id = new.document_id),
          new.verifiability, new.verdict, new.quotation, new.source_type);
end;

CREATE TRIGGER claims_created_not_in_future before insert on claims when julianday(new.created_at) > julianday('now') + 0.01 begin
  select raise(abort, 'created_at lies in the future: check the clock');
end;

CREATE TRIGGER claims_fts_delete after delete on claims begin
  insert into claims_fts (claims_fts, rowid, statement, quote, source_words)
  values ('delete', old.rowid, old.statement, old.quote, old.source_words);
end;

CREATE TRIGGER claims_fts_insert after insert on claims begin
  insert into claims_fts (rowid, statement, quote, source_words)
  values (new.rowid, new.statement, new.quote, new.source_words);
end;

CREATE TRIGGER claims_fts_update after update of statement, quote, source_words on claims
when new.statement <> old.statement or new.quote <> old.quote or new.source_words <> old.source_words begin
  insert into claims_fts (claims_fts, rowid, statement, quote, source_words)
  values ('delete', old.rowid, old.statement, old.quote, old.source_words);
  insert into claims_fts (rowid, statement, quote, source_words)
  values (new.rowid, new.statement, new.quote, new.source_words);
end;

CREATE TRIGGER claims_history_delete after delete on claims begin
  insert into history (table_name, row_id, op, old) values ('claims', old.id, 'delete', json_object(
    'id', old.id, 'document_id', old.document_id, 'statement', old.statement, 'quote', old.quote, 'prefix', old.prefix,
    'suffix', old.suffix, 'start_char', old.start_char, 'end_char', old.end_char, 'quotation', old.quotation,
    'location', old.location, 'language', old.language, 'claim_date', old.claim_date,
    'claim_date_inferred', old.claim_date_inferred, 'canonical_id', old.canonical_id, 'created_by', old.created_by,
    'created_at', old.created_at));
end;

CREATE TRIGGER claims_history_update
after update of id, document_id, statement, quote, prefix, suffix, start_char, end_char, quotation,
  location, language, claim_date, claim_date_inferred, canonical_id, created_by, created_at on claims begin
  insert into history (table_name, row_id, op, old) values ('claims', old.id, 'update', json_object(
    'id', old.id, 'document_id', old.document_id, 'statement', old.statement, 'quote', old.quote, 'prefix', old.prefix,
    'suffix', old.suffix, 'start_char', old.start_char, 'end_char', old.end_char, 'quotation', old.quotation,
    'location', old.location, 'language', old.language, 'claim_date', old.claim_date,
    'claim_date_inferred', old.claim_date_inferred, 'canonical_id', old.canonical_id, 'created_by', old.created_by,
    'created_at', old.created_at));
end;

CREATE TRIGGER claims_own_voice_update after update of quotation on claims begin
  select raise(abort, 'the outlet''s own voice has no attributions: remove them first')
  from misplaced_attributions where claim_id = new.id and fault = 'own voice';
end;

CREATE TRIGGER claims_quote_insert after insert on claims begin
  select raise(abort, 'the text of the document is stored: give the words of the claim as its quote')
  from misquoted_claims where id = new.id and fault = 'absent';
  select raise(abort, 'the quote is not at start_char in the text of the document')
  from misquoted_claims where id = new.id and fault = 'elsewhere';
  select raise(abort, 'the quote does not occur in the text of the document')
  from misquoted_claims where id = new.id and fault = 'not found';
  select raise(abort, 'the quote occurs more than once in the text of the document: give start_char and end_char')
  from misquoted_claims where id = new.id and fault = 'ambiguous';
end;

CREATE TRIGGER claims_quote_update after update of quote, start_char, end_char, document_id on claims begin
  select raise(abort, 'the quote is not at its place in the text of the document')
  from misquoted_claims where id = new.id;
end;

CREATE TRIGGER claims_recheck_delete after delete on claims
when exists (select 1 from superseded_documents where document_id = old.document_id) begin
  insert into quote_rechecks values (old.document_id);
end;

CREATE TRIGGER claims_recheck_insert after insert on claims
when exists (select 1 from superseded_documents where document_id = new.document_id) begin
  insert into quote_rechecks values (new.document_id);
end;

CREATE TRIGGER claims_recheck_update after update of quote, document_id on claims
when exists (select 1 from superseded_documents where document_id in (old.document_id, new.document_id)) begin
  insert into quote_rechecks values (old.document_id), (new.document_id);
end;

CREATE TRIGGER claims_to_assess_again after update of verifiability on claims
when new.verifiability = 'unassessed' and old.verifiability <> 'unassessed' begin
  insert into claims_to_assess (claim_id, worth)
  select claim_id, worth from suggested_assessments where claim_id = new.id order by suggested_at desc, id desc limit 1
  on conflict do update set worth = excluded.worth;
end;

CREATE TRIGGER claims_to_assess_assessed after update of verifiability on claims
when new.verifiability <> 'unassessed' and old.verifiability = 'unassessed' begin
  delete from claims_to_assess where claim_id = new.id;
end;

CREATE TRIGGER claims_to_assess_parted after update of verifiability on claims
when new.verifiability = 'unassessed' and old.verifiability <> 'unassessed' begin
  insert into claims_to_assess (claim_id, worth)
  select claim_id, worth from suggested_assessments where claim_id = new.id order by suggested_at desc, id desc limit 1
  on conflict do update set worth = excluded.worth;
end;

CREATE TRIGGER compared_claims_reworded after update of statement on claims when new.statement <> old.statement begin
  delete from compared_claims where claim_id = new.id;
  delete from claim_pairs where from_id = new.id or to_id = new.id;
end;

CREATE TRIGGER document_texts_history_delete after delete on document_texts begin
  insert into history (table_name, row_id, op, old)
  values ('document_texts', old.document_id, 'delete', json_object('document_id', old.document_id, 'length', length(old.text)));
end;

CREATE TRIGGER document_texts_no_replace before insert on document_texts
when exists (select 1 from document_texts where document_id = new.document_id) begin
  select raise(abort, 'a captured text never changes: a changed page is a new version of the document');
end;

CREATE TRIGGER document_texts_no_update before update on document_texts begin
  select raise(abort, 'a captured text never changes: a changed page is a new version of the document');
end;

CREATE TRIGGER document_texts_recheck_delete after delete on document_texts begin
  insert into quote_rechecks select document_id from superseded_documents where newest_id = old.document_id;
end;

CREATE TRIGGER document_texts_recheck_insert after insert on document_texts begin
  insert into quote_rechecks select document_id from superseded_documents where newest_id = new.document_id;
end;

CREATE TRIGGER documents_cache_outlet after update of published_at, outlet_id on documents begin
  insert into claim_counting
  select s.step, c.created_at, c.outlet_id, c.speaker_id, s.published_at, c.verifiability, c.verdict, c.quotation, c.source_type
  from claims c
  join (select -1 as step, old.published_at union all select 1, new.published_at) s
  where c.document_id = new.id
    and new.published_at is not old.published_at;
  update claims
  set (outlet_id, speaker_id) = (select outlet_id, speaker_id from claim_current k where k.id = claims.id)
  where document_id = new.id
    and new.outlet_id <> old.outlet_id;
end;

CREATE TRIGGER documents_count_delete after delete on documents begin
  insert into claim_counting
  select s.step, c.created_at, c.outlet_id, c.speaker_id, s.published_at, c.verifiability, c.verdict, c.quotation, c.source_type
  from claims c
  join (select -1 as step, old.published_at union all select 1, null) s
  where c.document_id = old.id;
end;

CREATE TRIGGER documents_fts_delete after delete on documents begin
  insert into documents_fts (documents_fts, rowid, title, byline)
  values ('delete', old.rowid, old.title, old.byline);
end;

CREATE TRIGGER documents_fts_insert after insert on documents begin
  insert into documents_fts (rowid, title, byline)
  values (new.rowid, new.title, new.byline);
end;

CREATE TRIGGER documents_fts_update after update of title, byline on documents
when new.title <> old.title or new.byline is not old.byline begin
  insert into documents_fts (documents_fts, rowid, title, byline)
  values ('delete', old.rowid, old.title, old.byline);
  insert into documents_fts (rowid, title, byline)
  values (new.rowid, new.title, new.byline);
end;

CREATE TRIGGER documents_history_delete after delete on documents begin
  insert into history (table_name, row_id, op, old) values ('documents', old.id, 'delete', json_object(
    'id', old.id, 'kind', old.kind, 'url', old.url, 'outlet_id', old.outlet_id, 'title', old.title, 'byline', old.byline,
    'language', old.language, 'published_at', old.published_at, 'published_at_inferred', old.published_at_inferred,
    'accessed_at', old.accessed_at, 'content_sha256', old.content_sha256, 'archive_url', old.archive_url));
end;

CREATE TRIGGER documents_history_update after update on documents begin
  insert into history (table_name, row_id, op, old) values ('documents', old.id, 'update', json_object(
    'id', old.id, 'kind', old.kind, 'url', old.url, 'outlet_id', old.outlet_id, 'title', old.title, 'byline', old.byline,
    'language', old.language, 'published_at', old.published_at, 'published_at_inferred', old.published_at_inferred,
    'accessed_at', old.accessed_at, 'content_sha256', old.content_sha256, 'archive_url', old.archive_url));
end;

CREATE TRIGGER documents_superseded_delete after delete on documents begin
  delete from superseded_documents where document_id = old.id or newest_id = old.id;
  insert into superseded_documents
  select document_id, newest_id from older_versions where url = old.url
  on conflict do update set newest_id = excluded.newest_id;
end;

CREATE TRIGGER documents_superseded_insert after insert on documents
when exists (select 1 from documents where coalesce(url, '') = new.url and rowid <> new.rowid) begin
  insert into superseded_documents
  select document_id, newest_id from older_versions where url = new.url
  on conflict do update set newest_id = excluded.newest_id;
end;

CREATE TRIGGER documents_superseded_update after update of url, accessed_at on documents begin
  delete from superseded_documents where document_id = old.id or newest_id = old.id;
  insert into superseded_documents
  select document_id, newest_id from older_versions where url in (old.url, new.url)
  on conflict do update set newest_id = excluded.newest_id;
end;

CREATE TRIGGER entities_cache_canonical after update of canonical_id on entities begin
  update claims
  set (outlet_id, speaker_id) = (select outlet_id, speaker_id from claim_current k where k.id = claims.id)
  where id in (select claim_id from attributions where entity_id = new.id)
     or document_id in (select id from documents where outlet_id = new.id);
end;

CREATE TRIGGER entities_cache_name after update of name on entities begin
  update claims
  set source_words = (select source_words from claim_current k where k.id = claims.id)
  where id in (select claim_id from attributions where entity_id = new.id);
end;

CREATE TRIGGER entities_canonical_insert before insert on entities when new.canonical_id is not null begin
  select raise(abort, 'an entity can only be merged into one that is not merged itself')
  where (select canonical_id from entities where id = new.canonical_id) is not null;
end;

CREATE TRIGGER entities_canonical_update before update of canonical_id on entities when new.canonical_id is not null begin
  select raise(abort, 'an entity can only be merged into one that is not merged itself')
  where (select canonical_id from entities where id = new.canonical_id) is not null
     or exists (select 1 from entities where canonical_id = new.id);
end;

CREATE TRIGGER entities_history_delete after delete on entities begin
  insert into history (table_name, row_id, op, old) values ('entities', old.id, 'delete', json_object(
    'id', old.id, 'kind', old.kind, 'name', old.name, 'aliases', old.aliases, 'wikidata_id', old.wikidata_id,
    'domain', old.domain, 'country', old.country, 'canonical_id', old.canonical_id, 'note', old.note));
end;

CREATE TRIGGER entities_history_update after update on entities begin
  insert into history (table_name, row_id, op, old) values ('entities', old.id, 'update', json_object(
    'id', old.id, 'kind', old.kind, 'name', old.name, 'aliases', old.aliases, 'wikidata_id', old.wikidata_id,
    'domain', old.domain, 'country', old.country, 'canonical_id', old.canonical_id, 'note', old.note));
end;

CREATE TRIGGER entity_links_history_delete after delete on entity_links begin
  insert into history (table_name, row_id, op, old) values ('entity_links', old.from_id || ' ' || old.to_id, 'delete', json_object(
    'from_id', old.from_id, 'to_id', old.to_id, 'judgement', old.judgement, 'score', old.score, 'because', old.because,
    'decided_by', old.decided_by, 'decided_at', old.decided_at));
end;

CREATE TRIGGER entity_links_history_update after update on entity_links begin
  insert into history (table_name, row_id, op, old) values ('entity_links', old.from_id || ' ' || old.to_id, 'update', json_object(
    'from_id', old.from_id, 'to_id', old.to_id, 'judgement', old.judgement, 'score', old.score, 'because', old.because,
    'decided_by', old.decided_by, 'decided_at', old.decided_at));
end;

CREATE TRIGGER entity_names_fts_delete after delete on entities begin
  insert into entity_names_fts (entity_names_fts, rowid, id, name, aliases)
  values ('delete', old.rowid, old.id, old.name, old.aliases);
end;

CREATE TRIGGER entity_names_fts_insert after insert on entities begin
  insert into entity_names_fts (rowid, id, name, aliases)
  values (new.rowid, new.id, new.name, new.aliases);
end;

CREATE TRIGGER entity_names_fts_update after update of id, name, aliases on entities
when new.id <> old.id or new.name <> old.name or new.aliases <> old.aliases begin
  insert into entity_names_fts (entity_names_fts, rowid, id, name, aliases)
  values ('delete', old.rowid, old.id, old.name, old.aliases);
  insert into entity_names_fts (rowid, id, name, aliases)
  values (new.rowid, new.id, new.name, new.aliases);
end;

CREATE TRIGGER entity_roles_history_delete after delete on entity_roles begin
  insert into history (table_name, row_id, op, old) values ('entity_roles', old.id, 'delete', json_object(
    'id', old.id, 'entity_id', old.entity_id, 'title', old.title, 'organisation_id', old.organisation_id,
    'start_date', old.start_date, 'end_date', old.end_date));
end;

CREATE TRIGGER entity_roles_history_update after update on entity_roles begin
  insert into history (table_name, row_id, op, old) values ('entity_roles', old.id, 'update', json_object(
    'id', old.id, 'entity_id', old.entity_id, 'title', old.title, 'organisation_id', old.organisation_id,
    'start_date', old.start_date, 'end_date', old.end_date));
end;

CREATE TRIGGER evidence_gate after delete on evidence begin
  select raise(abort, 'a standing verdict rests on this evidence: retract the review first')
  from ungrounded_reviews u join claims c on c.id = u.claim_id
  where coalesce(c.canonical_id, c.id) = (select coalesce(canonical_id, id) from claims where id = old.claim_id);
end;

CREATE TRIGGER evidence_history_delete after delete on evidence begin
  insert into history (table_name, row_id, op, old) values ('evidence', old.claim_id, 'delete', json_object(
    'id', old.id, 'claim_id', old.claim_id, 'document_id', old.document_id, 'stance', old.stance,
    'is_primary', old.is_primary, 'quote', old.quote, 'note', old.note, 'added_by', old.added_by,
    'added_at', old.added_at));
end;

CREATE TRIGGER evidence_history_update after update on evidence begin
  insert into history (table_name, row_id, op, old) values ('evidence', old.claim_id, 'update', json_object(
    'id', old.id, 'claim_id', old.claim_id, 'document_id', old.document_id, 'stance', old.stance,
    'is_primary', old.is_primary, 'quote', old.quote, 'note', old.note, 'added_by', old.added_by,
    'added_at', old.added_at));
end;

CREATE TRIGGER history_no_delete before delete on history begin
  select raise(abort, 'history is not rewritten');
end;

CREATE TRIGGER history_no_replace before insert on history when exists (select 1 from history where id = new.id) begin
  select raise(abort, 'history is not rewritten');
end;

CREATE TRIGGER history_stays before update on history when old.actor is not null or new.id <> old.id or new.at <> old.at
  or new.table_name <> old.table_name or new.row_id <> old.row_id or new.op <> old.op or new.old <> old.old begin
  select raise(abort, 'history is not rewritten');
end;

CREATE TRIGGER quotations_history_delete after delete on quotations begin
  insert into history (table_name, row_id, op, old) values ('quotations', old.id, 'delete', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;

CREATE TRIGGER quotations_history_update after update on quotations begin
  insert into history (table_name, row_id, op, old) values ('quotations', old.id, 'update', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;

CREATE TRIGGER quote_rechecks_insert instead of insert on quote_rechecks begin
  delete from gone_quotes where document_id = new.document_id;
  insert into gone_quotes
  select document_id, claim_id from changed_quotes where document_id = new.document_id;
end;

CREATE TRIGGER repeats_fts_delete after delete on claims begin
  insert into repeats_fts (repeats_fts, rowid, statement, quote, source_words)
  values ('delete', old.rowid, old.statement, old.quote, old.source_words);
end;

CREATE TRIGGER repeats_fts_insert after insert on claims begin
  insert into repeats_fts (rowid, statement, quote, source_words)
  values (new.rowid, new.statement, new.quote, new.source_words);
end;

CREATE TRIGGER repeats_fts_update after update of statement, quote, source_words on claims
when new.statement <> old.statement or new.quote <> old.quote or new.source_words <> old.source_words begin
  insert into repeats_fts (repeats_fts, rowid, statement, quote, source_words)
  values ('delete', old.rowid, old.statement, old.quote, old.source_words);
  insert into repeats_fts (rowid, statement, quote, source_words)
  values (new.rowid, new.statement, new.quote, new.source_words);
end;

CREATE TRIGGER reviews_cache after insert on reviews begin
  update claims
  set verdict = (select verdict from claim_current k where k.id = claims.id)
  where coalesce(canonical_id, id) = (select coalesce(canonical_id, id) from claims where id = new.claim_id);
end;

CREATE TRIGGER reviews_gate after insert on reviews begin
  select raise(abort, 'a verdict needs at least one evidence row: add the evidence first')
  from ungrounded_reviews where id = new.id and lacks_evidence;
  select raise(abort, 'a verdict needs a claim whose newest assessment is verifiable: the claim is not assessed as verifiable')
  from ungrounded_reviews where id = new.id;
end;

CREATE TRIGGER reviews_insert before insert on reviews begin
  select raise(abort, 'reviews are append-only: add a newer one')
  where exists (select 1 from reviews
                where id = new.id or (claim_id = new.claim_id and publisher_id = new.publisher_id and reviewed_at = new.reviewed_at));
  select raise(abort, 'reviewed_at lies in the future: check the clock')
  where julianday(new.reviewed_at) > julianday('now') + 0.01;
end;

CREATE TRIGGER reviews_no_delete before delete on reviews begin
  select raise(abort, 'reviews are append-only: add a newer one');
end;

CREATE TRIGGER reviews_no_update before update on reviews begin
  select raise(abort, 'reviews are append-only: add a newer one');
end;

CREATE TRIGGER source_types_history_delete after delete on source_types begin
  insert into history (table_name, row_id, op, old) values ('source_types', old.id, 'delete', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;

CREATE TRIGGER source_types_history_update after update on source_types begin
  insert into history (table_name, row_id, op, old) values ('source_types', old.id, 'update', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;

CREATE TRIGGER suggested_assessments_no_replace before insert on suggested_assessments
when exists (select 1 from suggested_assessments where id = new.id
             or (claim_id = new.claim_id and program = new.program and suggested_at = new.suggested_at)) begin
  select raise(abort, 'a suggestion is kept as it was: a newer program adds its own');
end;

CREATE TRIGGER suggested_assessments_no_update before update on suggested_assessments begin
  select raise(abort, 'a suggestion is kept as it was: a newer program adds its own');
end;

CREATE TRIGGER suggested_assessments_waits after insert on suggested_assessments
when (select verifiability from claims where id = new.claim_id) = 'unassessed' begin
  insert into claims_to_assess (claim_id, worth)
  select claim_id, worth from suggested_assessments where claim_id = new.claim_id order by suggested_at desc, id desc limit 1
  on conflict do update set worth = excluded.worth;
end;

CREATE TRIGGER superseded_documents_recheck_delete after delete on superseded_documents begin
  insert into quote_rechecks values (old.document_id);
end;

CREATE TRIGGER superseded_documents_recheck_insert after insert on superseded_documents begin
  insert into quote_rechecks values (new.document_id);
end;

CREATE TRIGGER superseded_documents_recheck_update after update on superseded_documents when new.newest_id <> old.newest_id begin
  insert into quote_rechecks values (new.document_id);
end;

CREATE TRIGGER tags_history_delete after delete on tags begin
  insert into history (table_name, row_id, op, old) values ('tags', old.id, 'delete', json_object(
    'id', old.id, 'kind', old.kind, 'name', old.name, 'wikidata_id', old.wikidata_id));
end;

CREATE TRIGGER tags_history_update after update on tags begin
  insert into history (table_name, row_id, op, old) values ('tags', old.id, 'update', json_object(
    'id', old.id, 'kind', old.kind, 'name', old.name, 'wikidata_id', old.wikidata_id));
end;

CREATE TRIGGER verdicts_history_delete after delete on verdicts begin
  insert into history (table_name, row_id, op, old) values ('verdicts', old.id, 'delete', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;

CREATE TRIGGER verdicts_history_update after update on verdicts begin
  insert into history (table_name, row_id, op, old) values ('verdicts', old.id, 'update', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;

CREATE TRIGGER verifiability_reasons_history_delete after delete on verifiability_reasons begin
  insert into history (table_name, row_id, op, old) values ('verifiability_reasons', old.status || ' ' || old.reason, 'delete', json_object(
    'status', old.status, 'reason', old.reason, 'label', old.label, 'definition', old.definition));
end;

CREATE TRIGGER verifiability_reasons_history_update after update on verifiability_reasons begin
  insert into history (table_name, row_id, op, old) values ('verifiability_reasons', old.status || ' ' || old.reason, 'update', json_object(
    'status', old.status, 'reason', old.reason, 'label', old.label, 'definition', old.definition));
end;

CREATE TRIGGER verifiability_statuses_history_delete after delete on verifiability_statuses begin
  insert into history (table_name, row_id, op, old) values ('verifiability_statuses', old.id, 'delete', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;

CREATE TRIGGER verifiability_statuses_history_update after update on verifiability_statuses begin
  insert into history (table_name, row_id, op, old) values ('verifiability_statuses', old.id, 'update', json_object(
    'id', old.id, 'label', old.label, 'definition', old.definition, 'position', old.position));
end;

CREATE TRIGGER vocabularies_history_delete after delete on vocabularies begin
  insert into history (table_name, row_id, op, old) values ('vocabularies', old.vocabulary || ' ' || old.term, 'delete', json_object(
    'vocabulary', old.vocabulary, 'term', old.term, 'label', old.label, 'definition', old.definition,
    'position', old.position));
end;

CREATE TRIGGER vocabularies_history_update after update on vocabularies begin
  insert into history (table_name, row_id, op, old) values ('vocabularies', old.vocabulary || ' ' || old.term, 'update', json_object(
    'vocabulary', old.vocabulary, 'term', old.term, 'label', old.label, 'definition', old.definition,
    'position', old.position));
end;

CREATE VIEW changed_quotes as
select s.document_id, c.id as claim_id, c.rowid as claim_rowid
from superseded_documents s
cross join document_texts t on t.document_id = s.newest_id
cross join claims c on c.document_id = s.document_id
where c.quote <> ''
  and not instr(t.text, c.quote);

CREATE VIEW claim_cards as
select c.rowid as place,
  c.id,
  c.statement,
  c.quote,
  c.verifiability,
  c.verdict,
  c.quotation,
  c.source_type,
  c.speaker_id,
  o.speaker,
  o.role,
  o.stance,
  c.outlet_id,
  o.outlet,
  c.document_id,
  o.document,
  o.published_at,
  c.claim_date,
  c.created_at
from claims c
join claim_overview o on o.id = c.id;

CREATE VIEW claim_counting as
select 0 as step, '' as created_at, '' as outlet_id, '' as speaker_id, '' as published_at, '' as verifiability, '' as verdict,
  '' as quotation, '' as source_type
where false;

CREATE VIEW claim_current as
select c.id,
  coalesce(o.canonical_id, o.id) as outlet_id,
  case c.quotation when 'own_voice' then coalesce(o.canonical_id, o.id) else coalesce(s.canonical_id, s.id) end as speaker_id,
  case c.quotation when 'own_voice' then 'own_voice' else a.source_type end as source_type,
  coalesce((select group_concat(words, ' · ')
            from (select trim(coalesce(e.name, '') || coalesce(' ' || nullif(h.source_text, e.name), '')
                              || coalesce(' ' || h.role_text, '')) as words
                  from attributions h
                  left join entities e on e.id = h.entity_id
                  where h.claim_id = c.id
                  order by h.hop, h.seq)), '') as source_words,
  coalesce((select x.status
            from claims m
            join assessments x on x.claim_id = m.id
            where coalesce(m.canonical_id, m.id) = coalesce(c.canonical_id, c.id)
            order by x.assessed_at desc, x.id desc limit 1), 'unassessed') as verifiability,
  (select case r.state when 'published' then r.verdict end
   from claims m
   join reviews r on r.claim_id = m.id
   where coalesce(m.canonical_id, m.id) = coalesce(c.canonical_id, c.id) and r.state <> 'draft'
   order by r.reviewed_at desc, r.id desc limit 1) as verdict
from claims c
join documents d on d.id = c.document_id
join entities o on o.id = d.outlet_id
left join attributions a on a.claim_id = c.id and a.hop = 0 and a.seq = 0
left join entities s on s.id = a.entity_id;

CREATE VIEW claim_overview as
select c.id,
  c.statement,
  case when c.quotation = 'own_voice' then o.name else coalesce(s.name, a.source_text, t.label) end as speaker,
  t.label as source,
  a.role_text as role,
  o.name as outlet,
  v.label as verifiability,
  w.label as verdict,
  q.label as quotation,
  a.stance,
  a.medium,
  c.claim_date,
  d.published_at,
  d.title as document,
  a.confirmation,
  a.reliability,
  c.source_type,
  c.verifiability as status,
  coalesce(c.canonical_id, c.id) as canonical_id,
  c.document_id,
  c.speaker_id,
  c.outlet_id
from claims c
join documents d on d.id = c.document_id
left join entities o on o.id = c.outlet_id
left join entities s on s.id = c.speaker_id
left join source_types t on t.id = c.source_type
left join verifiability_statuses v on v.id = c.verifiability
left join verdicts w on w.id = c.verdict
left join quotations q on q.id = c.quotation
left join attributions a on a.claim_id = c.id and a.hop = 0 and a.seq = 0;

CREATE VIEW corroboration as
select coalesce(c.canonical_id, c.id) as claim_id,
  count(distinct c.id) as appearances,
  count(distinct c.outlet_id) as outlets,
  count(distinct case when a.stance <> 'denies' then coalesce(e.canonical_id, e.id) end) as named_origins,
  count(distinct case when a.id is not null and a.entity_id is null then c.id end) as unnamed_appearances,
  count(distinct case when a.stance = 'denies' then coalesce(e.canonical_id, e.id, a.source_text) end) as denials
from claims c
left join attributions a on a.claim_id = c.id and a.hop = 0
left join entities e on e.id = a.entity_id
where coalesce(c.canonical_id, c.id) in (select canonical_id from claims where canonical_id is not null)
group by 1;

CREATE VIEW counted_claims as
select c.rowid as claim_rowid,
  s.scope,
  case s.scope
    when 'all' then ''
    when 'week' then date(c.created_at, 'weekday 0', '-6 days')
    when 'outlet' then c.outlet_id
    when 'speaker' then c.speaker_id
    else c.outlet_id || '|' || (select substr(published_at, 1, 7) from documents where id = c.document_id and published_at glob '[0-9]*-*')
  end as scope_id,
  c.verifiability,
  coalesce(c.verdict, '') as verdict,
  c.quotation,
  coalesce(c.source_type, '') as source_type
from claims c
join (select 'all' as scope union all select 'week' union all select 'outlet' union all select 'speaker' union all select 'outlet_month') s
where scope_id is not null;

CREATE VIEW due_claims as
select c.id, a.check_after, a.reason, a.rationale, a.assessor, a.assessed_at
from assessments a
cross join claims c indexed by claims_not_yet_idx on c.id = a.claim_id
where a.check_after is not null
  and c.verifiability = 'not_yet'
  and not exists (
    select 1
    from assessments n
    where n.claim_id = coalesce(c.canonical_id, c.id)
      and (n.assessed_at, n.id) > (a.assessed_at, a.id)
  )
  and not exists (
    select 1
    from claims m
    cross join assessments n on n.claim_id = m.id
    where m.canonical_id = coalesce(c.canonical_id, c.id)
      and (n.assessed_at, n.id) > (a.assessed_at, a.id)
  );

CREATE VIEW misjoined_claims as
select c.id, c.canonical_id
from claims c
join claims k on k.id = c.canonical_id
where k.canonical_id is not null;

CREATE VIEW misplaced_attributions as
select a.id, a.claim_id,
  case
    when c.quotation = 'own_voice' then 'own voice'
    when a.hop > 0 and not exists (select 1 from attributions b where b.claim_id = a.claim_id and b.hop = a.hop - 1) then 'gap'
    when a.seq > 0 and not exists (select 1 from attributions b where b.claim_id = a.claim_id and b.hop = a.hop and b.seq = a.seq - 1)
    then 'gap'
    when exists (select 1 from attributions b where b.claim_id = a.claim_id and +b.entity_id = a.entity_id and b.id <> a.id) then 'twice'
    when a.entity_id = d.outlet_id then 'outlet'
    when a.source_type = 'named_person' and e.kind <> 'person' then 'no person'
    when a.source_type = 'named_organisation' and e.kind = 'person' then 'person'
  end as fault
from attributions a
join claims c on c.id = a.claim_id
join documents d on d.id = c.document_id
left join entities e on e.id = a.entity_id
where fault is not null;

CREATE VIEW misquoted_claims as
select c.id, c.document_id, c.quote,
  case
    when c.quote = '' and (t.added_at is null or t.added_at <= c.created_at) then 'absent'
    when c.start_char is not null and substr(t.text, c.start_char + 1, c.end_char - c.start_char) <> c.quote then 'elsewhere'
    when c.start_char is null and c.quote <> '' and instr(t.text, c.quote) = 0 then 'not found'
    when c.start_char is null and c.quote <> '' and instr(substr(t.text, instr(t.text, c.quote) + 1), c.quote) > 0 then 'ambiguous'
  end as fault
from claims c
join document_texts t on t.document_id = c.document_id
where fault is not null;

CREATE VIEW older_versions as
select document_id, url, newest_id
from (
  select id as document_id,
    coalesce(url, '') as url,
    first_value(id) over (partition by coalesce(url, '') order by accessed_at desc, rowid desc) as newest_id
  from documents
  where url is not null
)
where document_id <> newest_id;

CREATE VIEW outlets as
select e.*,
  (select count(*) from documents d where d.outlet_id = e.id) as documents,
  (select count(*) from claims c where c.outlet_id = e.id) as claims
from entities e
where e.kind = 'outlet' or e.id in (select outlet_id from documents);

CREATE VIEW published_reviews as
select r.id, r.claim_id, r.verdict, r.original_rating, r.summary, r.publisher_id, r.url, r.state, r.reviewer, r.reviewed_at
from reviews r
where r.state <> 'draft';

CREATE VIEW quote_rechecks as
select '' as document_id
where false;

CREATE VIEW speakers as
select e.*, (select count(*) from claims c where c.speaker_id = e.id) as claims
from entities e
where e.kind in ('person', 'organisation');

CREATE VIEW ungrounded_reviews as
select r.id, r.claim_id,
  not exists (select 1 from claims m join evidence e on e.claim_id = m.id
              where coalesce(m.canonical_id, m.id) = coalesce(c.canonical_id, c.id)) as lacks_evidence,
  coalesce((select a.status from claims m join assessments a on a.claim_id = m.id
            where coalesce(m.canonical_id, m.id) = coalesce(c.canonical_id, c.id) and a.assessed_at <= r.reviewed_at
            order by a.assessed_at desc, a.id desc limit 1), 'unassessed') as status
from reviews r
join claims c on c.id = r.claim_id
where r.original_rating is null
  and r.verdict <> 'unproven'
  and r.state <> 'retracted'
  and not exists (select 1 from reviews n
                  where n.claim_id = r.claim_id and n.publisher_id = r.publisher_id and n.reviewed_at > r.reviewed_at)
  and (lacks_evidence or status <> 'verifiable');

CREATE VIEW unmatched_quotes as
select g.claim_id as id, c.quote, g.document_id, s.newest_id, n.accessed_at as captured_at
from gone_quotes g
left join claims c on c.id = g.claim_id
left join superseded_documents s on s.document_id = g.document_id
left join documents n on n.id = s.newest_id;
