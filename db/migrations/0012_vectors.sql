-- Statements as vectors, so that claims that say the same in other words are found; made by `claims encode-claims`, never by hand.
-- Whatever stands here can be made again from the statements.

create table sentence_models (
  id         integer primary key,
  name       text not null unique,  -- vectors of two models must not be compared
  dimensions integer not null constraint "dimensions is a multiple of 64" check (dimensions > 0 and dimensions % 64 = 0)
) strict;

create table claim_vectors (
  -- Never given twice: who knows the vectors up to one id need only read the later ones.
  id       integer primary key autoincrement,
  claim_id text not null references claims (id) on delete cascade,
  model_id integer not null references sentence_models (id),
  vector   blob not null,  -- a signed byte for each dimension; only its direction counts
  unique (claim_id, model_id)
) strict;

-- A statement that was reworded waits to be encoded again.
create trigger claim_vectors_statement after update of statement on claims when new.statement is not old.statement begin
  delete from claim_vectors where claim_id = new.id;
end;
