-- What the house stands to lose, kept as bets are accepted and settled. Amounts are in the book's
-- own currency, at the rate that was frozen on each bet. Rows of a fixture are changed only under a
-- lock on its row here, so two bets that race for the last room are decided one after the other.

create table betting.fixture_exposure (
  fixture_id text primary key,
  -- Sum of the worst cases of its markets: an upper bound of the fixture's loss.
  worst_minor bigint not null default 0
) with (fillfactor = 50);

create table betting.market_exposure (
  market_id text primary key,
  fixture_id text not null,
  -- Stakes of open singles: kept whichever outcome wins.
  stakes_minor bigint not null,
  -- The loss if the worst outcome wins: its payouts less the stakes, not below 0.
  worst_minor bigint not null
) with (fillfactor = 50);
create index market_exposure_fixture on betting.market_exposure (fixture_id);

create table betting.outcome_exposure (
  market_id text not null,
  outcome_id text not null,
  -- The most that open bets on it return. A bet of several legs counts in full on each of them.
  payouts_minor bigint not null,
  primary key (market_id, outcome_id)
) with (fillfactor = 50);

-- The book as a whole: an upper bound of what it can lose if every fixture ends at its worst.
create view betting.book_exposure as
  select coalesce(sum(worst_minor), 0)::bigint as worst_minor, count(*) as fixtures
    from betting.fixture_exposure where worst_minor > 0;

-- Locks the rows of these fixtures, making those that are missing. The ids come sorted.
create function betting.lock_exposure(p_fixtures text[])
returns setof betting.fixture_exposure language plpgsql as $$
begin
  insert into betting.fixture_exposure (fixture_id)
  select f from unnest(p_fixtures) as f
   where not exists (select from betting.fixture_exposure x where x.fixture_id = f)
   order by f
  on conflict do nothing;
  return query
    select * from betting.fixture_exposure x
     where x.fixture_id = any (p_fixtures) order by x.fixture_id for update;
end $$;

create function betting.save_exposure(
  p_outcome_markets text[], p_outcomes text[], p_payouts bigint[],
  p_markets text[], p_market_fixtures text[], p_stakes bigint[], p_worst bigint[],
  p_fixtures text[], p_fixtures_worst bigint[]
) returns void language sql as $$
  insert into betting.outcome_exposure as o (market_id, outcome_id, payouts_minor)
  select * from unnest(p_outcome_markets, p_outcomes, p_payouts)
  on conflict (market_id, outcome_id) do update set payouts_minor = excluded.payouts_minor;

  insert into betting.market_exposure as m (market_id, fixture_id, stakes_minor, worst_minor)
  select * from unnest(p_markets, p_market_fixtures, p_stakes, p_worst)
  on conflict (market_id) do update
     set stakes_minor = excluded.stakes_minor, worst_minor = excluded.worst_minor;

  update betting.fixture_exposure x set worst_minor = f.worst
    from unnest(p_fixtures, p_fixtures_worst) as f (fixture_id, worst)
   where x.fixture_id = f.fixture_id;
$$;
