import type { FixtureState, Score } from '../feed.ts';
import type { Attributes } from './read-xml.ts';
import { FIXTURE_STATUSES, MATCH_PERIODS } from './vocabulary.ts';

/** Gathers a `sport_event_status` with the elements inside it. */
export interface EventStatusReader {
  open(name: string, attributes: Attributes): void;
  /** What the message says of the match; undefined when it says no status that is known. */
  state(): FixtureState | undefined;
}

export function eventStatusReader(): EventStatusReader {
  let event: Attributes | undefined;
  let clock: Attributes | undefined;
  let firstHalf: Score | undefined;
  const redCards: Score[] = [];

  return {
    open(name, attributes) {
      if (name === 'sport_event_status') event = attributes;
      else if (name === 'clock') clock = attributes;
      else if (name === 'red_cards' || name === 'yellow_red_cards') {
        const cards = scoreOf(attributes.home, attributes.away);
        if (cards) redCards.push(cards);
      } else if (name === 'period_score' && attributes.number === '1') {
        firstHalf = scoreOf(attributes.home_score, attributes.away_score);
      }
    },
    state() {
      const status = FIXTURE_STATUSES.get(event?.status);
      if (!event || status === undefined) return undefined;
      const score = scoreOf(event.home_score, event.away_score);
      const period = MATCH_PERIODS.get(event.match_status);
      const minute = minuteOf(clock?.match_time);
      const isHalfTimeOver = period !== undefined && period !== 'first-half';
      return {
        status,
        ...(score ? { score } : {}),
        ...(minute === undefined ? {} : { minute }),
        ...(period ? { period } : {}),
        ...(firstHalf && isHalfTimeOver ? { halfTimeScore: firstHalf } : {}),
        ...(redCards.length > 0 ? { redCards: sum(redCards) } : {}),
      };
    },
  };
}

function scoreOf(home: string | undefined, away: string | undefined): Score | undefined {
  if (!isCount(home) || !isCount(away)) return undefined;
  return { home: Number(home), away: Number(away) };
}

function isCount(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,3}(\.0)?$/.test(text);
}

/** `75:02` is 75. */
function minuteOf(matchTime: string | undefined): number | undefined {
  const minutes = /^(\d{1,3})(:|$)/.exec(matchTime ?? '')?.[1];
  return minutes === undefined ? undefined : Number(minutes);
}

function sum(cards: readonly Score[]): Score {
  return cards.reduce((a, b) => ({ home: a.home + b.home, away: a.away + b.away }));
}
