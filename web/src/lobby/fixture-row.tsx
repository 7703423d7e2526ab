import { useComputed } from '@preact/signals';
import type { FixtureSummary, Market } from '@winnex/contracts';
import { lobby } from '../live/board.ts';
import { Icon } from '../ui/icon.tsx';
import { LiveBadge } from '../ui/live-badge.tsx';
import { PriceButton } from '../ui/price-button.tsx';
import { fixturePath } from '../ui/router.ts';

/** One match of the lobby. Reads its own row, so a price elsewhere does not touch it. */
export function FixtureRow({ id }: { id: string }) {
  const fixture = useComputed(() => lobby.value?.get(id)).value;
  if (fixture === undefined) return null;
  return (
    <li
      class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2.5 border-line border-t px-3 py-3 first:border-t-0 sm:px-4 @2xl:grid-cols-[minmax(0,1fr)_19rem_3.5rem]"
      data-testid="fixture-row"
      data-fixture-id={id}
    >
      <a
        href={fixturePath(id)}
        class="group col-span-2 grid min-h-11 grid-cols-[minmax(0,1fr)_auto] gap-x-3 rounded-md @2xl:col-span-1"
      >
        <LiveBadge fixture={fixture} class="col-span-2 mb-0.5 text-xs" />
        <Side name={fixture.home} goals={fixture.score?.home} fixture={fixture} />
        <Side name={fixture.away} goals={fixture.score?.away} fixture={fixture} />
      </a>
      <MainMarket fixture={fixture} />
      <MoreMarkets fixture={fixture} />
    </li>
  );
}

function Side(props: { name: string; goals: number | undefined; fixture: FixtureSummary }) {
  const shown = props.fixture.status !== 'not-started' && props.goals !== undefined;
  return (
    <>
      <span class="truncate font-medium group-hover:underline">{props.name}</span>
      <span class="min-w-5 text-right font-semibold tabular-nums">{shown && props.goals}</span>
    </>
  );
}

const signs: Readonly<Record<string, string>> = { home: '1', draw: 'X', away: '2' };

function MainMarket({ fixture }: { fixture: FixtureSummary }) {
  const market = fixture.mainMarket;
  if (market === null || market.status === 'inactive') {
    const words = fixture.status === 'ended' ? 'Waiting for the result' : 'No prices at the moment';
    return (
      <p class="grid min-h-12 place-items-center rounded-lg bg-raised text-muted text-sm">
        {words}
      </p>
    );
  }
  return (
    <fieldset class="grid grid-cols-3 gap-1.5">
      <legend class="sr-only">
        {market.name}, {fixture.home} against {fixture.away}
      </legend>
      {market.outcomes.map((outcome) => (
        <PriceButton
          key={outcome.id}
          fixtureName={`${fixture.home} v ${fixture.away}`}
          market={market}
          outcome={outcome}
          short={shortName(market, outcome.id, outcome.name)}
        />
      ))}
    </fieldset>
  );
}

function shortName(market: Market, outcomeId: string, name: string): string {
  return (market.type === '1x2' ? signs[outcomeId] : undefined) ?? name;
}

function MoreMarkets({ fixture }: { fixture: FixtureSummary }) {
  const more = Math.max(0, fixture.marketsOpen - (fixture.mainMarket?.status === 'active' ? 1 : 0));
  return (
    <a
      href={fixturePath(fixture.id)}
      class="flex min-h-11 min-w-11 items-center justify-end gap-0.5 rounded-md font-medium text-muted text-sm tabular-nums hover:text-ink"
    >
      <span aria-hidden="true">{more > 0 && `+${more}`}</span>
      <span class="sr-only">
        {more} more markets for {fixture.home} against {fixture.away}
      </span>
      <Icon name="chevron" size={16} />
    </a>
  );
}
