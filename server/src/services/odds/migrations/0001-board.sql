-- The odds service's own memory: the present board, what led to it, and how far each feed was read.
-- Prices are decimal odds x 10,000 as whole numbers. Producers' times inside jsonb are milliseconds
-- since the Unix epoch.

create schema if not exists odds;

create table odds.competition (
  id text primary key,
  name text not null,
  sport text not null,
  category text not null
);

create table odds.fixture (
  id text primary key,
  competition_id text not null references odds.competition,
  home jsonb not null,
  away jsonb not null,
  starts_at timestamptz not null,
  status text not null,
  version integer not null,
  -- The newest statements and the producer's time of each; status and score derive from them.
  registers jsonb not null,
  -- True once it has left the lobby and memory; a late message brings it back.
  retired boolean not null default false
);
create index fixture_open on odds.fixture (id) where not retired;

create table odds.market (
  id text primary key,
  fixture_id text not null references odds.fixture,
  type text not null,
  specifiers text not null,
  producer text not null,
  status text not null,
  version integer not null,
  result_version integer not null,
  -- [{id, name?, odds, probability?, active}]; null until prices are heard of.
  outcomes jsonb,
  registers jsonb not null
) with (fillfactor = 60);
create index market_fixture on odds.market (fixture_id);

-- Each version of each market's result, as it goes to betting.
create table odds.market_result (
  market_id text not null references odds.market,
  result_version integer not null,
  -- Order of recording: results are handed over in this order.
  position bigint generated always as identity,
  kind text not null,
  producer text not null,
  certainty smallint,
  -- The producer's time.
  at timestamptz not null,
  change jsonb not null,
  recorded_at timestamptz not null,
  -- When betting had taken it; null: not yet.
  delivered_at timestamptz,
  primary key (market_id, result_version)
);
create index market_result_undelivered on odds.market_result (position)
  where delivered_at is null;

-- Every posting of a line over a market's life. Append-only; pruned by age.
create table odds.line_posting (
  market_id text not null,
  version integer not null,
  -- The producer's time; null where the book itself opened or closed the market.
  at timestamptz,
  recorded_at timestamptz not null,
  status text not null,
  -- [[outcome id, odds or null, active], ...]
  prices jsonb not null,
  primary key (market_id, version)
);
create index line_posting_recorded on odds.line_posting using brin (recorded_at);

-- What could not be taken, with the reason, for people to look at.
create table odds.quarantine (
  id bigint generated always as identity primary key,
  feed text not null,
  recorded_at timestamptz not null,
  -- Where it was: a message's kind and producer, or a file.
  source text not null,
  line integer,
  reason text not null,
  -- The message or the part of it, as JSON text; cut when long.
  message text
);
create index quarantine_recorded on odds.quarantine using brin (recorded_at);

create table odds.feed_memory (
  feed text primary key,
  -- What the feed asked to remember.
  memory json,
  -- Producer name -> its time when it was last known to be well: recovery starts there.
  last_alive jsonb not null default '{}'
);
