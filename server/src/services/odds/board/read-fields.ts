import type { MarketKey } from '../feeds/feed.ts';

/** Thrown while reading a message; the text says what is wrong with it. */
export class Unreadable extends Error {}

/** Text that a database, a URL and a screen can take: well formed, no control characters. */
export function requireText(value: unknown, name: string, lengthMax: number): void {
  if (typeof value !== 'string' || value === '') throw new Unreadable(`${name} is missing`);
  if (value.length > lengthMax) throw new Unreadable(`${name} is longer than ${lengthMax}`);
  if (!value.isWellFormed() || CONTROL.test(value)) {
    throw new Unreadable(`${name} holds characters that are not text`);
  }
}

const CONTROL = /\p{Cc}/u;

export function requireTime(value: unknown, name: string): void {
  if (!Number.isSafeInteger(value) || (value as number) < 0 || (value as number) > TIME_MAX) {
    throw new Unreadable(`${name} is not a time in milliseconds`);
  }
}

/** The end of the year 9999: later ones have no plain ISO 8601 form. */
const TIME_MAX = 253_402_300_799_999;

/** Fixture ids and market types are parts of a market's id, which `/` separates. */
export function requireIdPart(value: unknown, name: string): void {
  requireText(value, name, 120);
  if ((value as string).includes('/')) throw new Unreadable(`${name} holds a "/"`);
}

export function requireKey(key: MarketKey): void {
  requireIdPart(key.type, 'the market type');
  if (key.specifiers === '') return;
  requireText(key.specifiers, 'the specifiers', 150);
  const names = key.specifiers.split('|').map((pair) => /^([^=]+)=./.exec(pair)?.[1]);
  const inOrder = names.every((name, index) => {
    const before = names[index - 1];
    return name !== undefined && (before === undefined || before < name);
  });
  if (!inOrder) {
    throw new Unreadable(`the specifiers "${key.specifiers}" are not sorted name=value pairs`);
  }
}

export function requireScore(value: unknown, name: string): void {
  const { home, away } = (value ?? {}) as { home?: unknown; away?: unknown };
  if (!isCount(home) || !isCount(away)) throw new Unreadable(`${name} is not a score`);
}

export function requireCount(value: unknown, name: string): void {
  if (!isCount(value)) throw new Unreadable(`${name} is not a whole number from 0 to 9999`);
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 9_999;
}

export function requireList(value: unknown, name: string): void {
  if (!Array.isArray(value)) throw new Unreadable(`${name} are missing`);
}

export function requireDistinct(ids: readonly string[], name: string): void {
  if (new Set(ids).size !== ids.length) throw new Unreadable(`${name} are named twice`);
}
