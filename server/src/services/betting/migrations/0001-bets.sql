-- Bets are event-sourced: bet_event is the truth, bet is its fold, written in the same transaction.

create schema if not exists betting;

-- What a market is, for people; changes seldom.
create table betting.market (
  market_id text primary key,
  -- A narrow name for the many rows of bets.
  number bigint generated always as identity unique,
  fixture_id text not null,
  fixture_name text not null,
  competition_name text not null,
  sport text not null,
  starts_at timestamptz not null,
  type text not null,
  specifiers text not null,
  name text not null,
  outcome_names jsonb not null
);
create index market_fixture on betting.market (fixture_id);

-- The last word on whether a market takes bets, and at what price. Placement locks these rows FOR
-- SHARE until it commits, so a suspension that has committed is seen by every later bet.
create table betting.market_gate (
  market_id text primary key references betting.market,
  status text not null,
  version bigint not null,
  in_play boolean not null,
  home_score smallint,
  away_score smallint,
  outcome_ids text[] not null,
  -- Decimal odds x 10,000; null: not offered.
  outcome_odds integer[] not null,
  outcome_active boolean[] not null
) with (fillfactor = 60);

create table betting.bet_event (
  bet_id uuid not null,
  sequence integer not null,
  -- Order of recording across bets. A reader must not assume that a lower number commits first.
  position bigint generated always as identity,
  type text not null,
  schema_version smallint not null,
  -- json, not jsonb: the text is kept exactly, and the hash is over that text.
  payload json not null,
  recorded_at timestamptz not null,
  -- sha-256 over the previous event's hash and this event: an edit breaks the chain.
  hash bytea not null,
  primary key (bet_id, sequence)
);
create index bet_event_position on betting.bet_event (position);

create function betting.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'bet events are never changed: %', tg_op using errcode = 'WX003';
end $$;
create trigger bet_event_is_immutable before update or delete or truncate on betting.bet_event
  for each statement execute function betting.refuse_change();

create table betting.bet (
  id uuid primary key,
  customer_id uuid not null,
  idempotency_key text not null,
  request_hash bytea not null,
  -- Sequence of the last event folded into this row.
  sequence integer not null,
  status text not null,
  stake_minor bigint not null,
  currency text not null,
  paid_minor bigint not null,
  placed_at timestamptz not null,
  -- The whole state, as the fold of the events gives it.
  state jsonb not null,
  unique (customer_id, idempotency_key)
) with (fillfactor = 70);
create index bet_customer on betting.bet (customer_id, placed_at desc, id desc);

-- Which bets a market's result concerns. No foreign keys: rows are written with their bet in one
-- transaction and never change.
create table betting.bet_leg (
  market_number bigint not null,
  bet_id uuid not null,
  leg smallint not null,
  primary key (market_number, bet_id, leg)
);

-- Every version of a market's result, and how far its bets have been settled by it.
create table betting.market_result (
  market_id text not null,
  result_version integer not null,
  change jsonb not null,
  received_at timestamptz not null,
  -- The last bet settled by this version; null before the first page.
  settled_up_to uuid,
  finished_at timestamptz,
  primary key (market_id, result_version)
);

-- Takes over newer states of markets: a JSON array of rows, sorted by market_id.
create function betting.apply_markets(p_rows jsonb) returns void language plpgsql as $$
begin
  insert into betting.market as m
    (market_id, fixture_id, fixture_name, competition_name, sport, starts_at, type, specifiers,
     name, outcome_names)
  select market_id, fixture_id, fixture_name, competition_name, sport, starts_at, type, specifiers,
         name, outcome_names
    from jsonb_to_recordset(p_rows) as r
      (market_id text, fixture_id text, fixture_name text, competition_name text, sport text,
       starts_at timestamptz, type text, specifiers text, name text, outcome_names jsonb)
  on conflict (market_id) do update
     set fixture_name = excluded.fixture_name, competition_name = excluded.competition_name,
         starts_at = excluded.starts_at, name = excluded.name, outcome_names = excluded.outcome_names
   where (m.fixture_name, m.competition_name, m.starts_at, m.name, m.outcome_names)
         is distinct from
         (excluded.fixture_name, excluded.competition_name, excluded.starts_at, excluded.name,
          excluded.outcome_names);

  insert into betting.market_gate as g
    (market_id, status, version, in_play, home_score, away_score,
     outcome_ids, outcome_odds, outcome_active)
  select market_id, status, version, in_play, home_score, away_score,
         outcome_ids, outcome_odds, outcome_active
    from jsonb_to_recordset(p_rows) as r
      (market_id text, status text, version bigint, in_play boolean, home_score smallint,
       away_score smallint, outcome_ids text[], outcome_odds integer[], outcome_active boolean[])
  on conflict (market_id) do update
     set status = excluded.status, version = excluded.version, in_play = excluded.in_play,
         home_score = excluded.home_score, away_score = excluded.away_score,
         outcome_ids = excluded.outcome_ids, outcome_odds = excluded.outcome_odds,
         outcome_active = excluded.outcome_active
   where g.version < excluded.version;
end $$;
