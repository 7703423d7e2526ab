import { expect, it } from 'vitest';
import { judgeRefresh, type RefreshVerdict } from './judge-refresh.ts';

const session = {
  id: 's',
  userId: 'u',
  generation: 3,
  rotatedAtMs: 1_000_000,
  expiresAtMs: 9_000_000,
  userAgent: 'browser',
  revoked: false,
};
const times = { idleMs: 1_000_000, graceMs: 10_000 };

it.each<[string, object, { generation: number; userAgent?: string }, number, RefreshVerdict]>([
  ['the good token', {}, { generation: 3 }, 1_000_000, 'rotate'],
  ['the good token, another browser', {}, { generation: 3, userAgent: 'x' }, 1_000_000, 'rotate'],
  ['the last token, at once', {}, { generation: 2 }, 1_009_999, 'repeat'],
  ['the last token, after the grace', {}, { generation: 2 }, 1_010_000, 'reuse'],
  ['the last token, another browser', {}, { generation: 2, userAgent: 'x' }, 1_000_001, 'reuse'],
  ['the token before the last', {}, { generation: 1 }, 1_000_001, 'reuse'],
  ['idle just short of the limit', {}, { generation: 3 }, 1_999_999, 'rotate'],
  ['idle too long', {}, { generation: 3 }, 2_000_000, 'over'],
  ['past the end', { rotatedAtMs: 8_999_999 }, { generation: 3 }, 9_000_000, 'over'],
  ['an ended session', { revoked: true }, { generation: 3 }, 1_000_000, 'over'],
])('%s', (_, change, token, nowMs, verdict) => {
  const shown = { userAgent: 'browser', ...token };
  expect(judgeRefresh({ ...session, ...change }, shown, nowMs, times)).toBe(verdict);
});
