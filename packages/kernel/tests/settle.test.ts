import { describe, expect, test } from 'vitest';
import {
  BET_TYPES,
  type BetType,
  combinations,
  countLines,
  fixedShape,
  formatRational,
  MAX_LEGS,
  settle,
  stakeOf,
} from '../src/index.ts';
import { major, returned, slip } from './slips.ts';

const won = (count: number) => Array<string>(count).fill('2.0:won');

describe('lines and stakes', () => {
  test.each([
    ['single', 1, 1],
    ['double', 2, 1],
    ['treble', 3, 1],
    ['trixie', 3, 4],
    ['patent', 3, 7],
    ['yankee', 4, 11],
    ['lucky15', 4, 15],
    ['canadian', 5, 26],
    ['lucky31', 5, 31],
    ['heinz', 6, 57],
    ['lucky63', 6, 63],
    ['superheinz', 7, 120],
    ['goliath', 8, 247],
    ['accumulator', 9, 1],
  ] as const)('a %s of %i legs has %i lines', (type, legs, lines) => {
    const bet = slip(type, '1', won(legs));
    expect(countLines(bet)).toBe(lines);
    expect(stakeOf(bet)).toBe(BigInt(lines) * 100n);
    const eachWay = slip(type, '1', Array(legs).fill('2.0:won:places=3@1/4'), { eachWay: true });
    expect(countLines(eachWay)).toBe(2 * lines);
    expect(settle(eachWay)).toMatchObject({ lines: 2 * lines, stakeMinor: BigInt(lines) * 200n });
  });

  test('every type with fixed lines is in the table above', () => {
    const fixed = BET_TYPES.filter((type: BetType) => fixedShape(type) !== undefined);
    expect(fixed).toHaveLength(13);
  });

  test('systems, sets of sizes, bankers', () => {
    const system = (legs: string[], sizes: number[]) => slip('system', '1', legs, { sizes });
    expect(countLines(system(won(5), [3]))).toBe(10);
    expect(countLines(system(won(5), [4, 2]))).toBe(15);
    expect(countLines(system([...won(4), '2.0:won:banker'], [3]))).toBe(6);
    expect(countLines(system([...won(3), '3.0:won:banker', '5.0:won:banker'], [3, 4]))).toBe(6);
    expect(returned('system', '1', ['2.0:won', '3.0:won', '5.0:won:banker'], { sizes: [2] })).toBe(
      '25',
    );
    expect(countLines(system(won(MAX_LEGS), [25]))).toBe(126_410_606_437_752);
    expect(combinations(50, 25)).toBe(126_410_606_437_752);
  });

  test('sets of sizes with gaps', () => {
    const legs = ['2.0:won', '3.0:won', '5.0:won', '7.0:won'];
    const bySize = ['17', '101', '247', '210'];
    expect([1, 2, 3, 4].map((size) => returned('system', '1', legs, { sizes: [size] }))).toEqual(
      bySize,
    );
    expect(returned('system', '1', legs, { sizes: [2, 4] })).toBe('311');
    expect(returned('system', '1', legs, { sizes: [1, 4] })).toBe('227');
    expect(returned('system', '1', legs, { sizes: [4, 3, 1] })).toBe('474');
    expect(returned('system', '1', legs, { sizes: [4, 3] })).toBe('457');
    expect(returned('system', '1', legs, { sizes: [4, 3, 2] })).toBe('558');
  });

  test('prices of many digits leave plain numbers and stay exact', () => {
    const legs = Array<string>(6).fill('1.0001:won:places=3@19/20:r4=1');
    const price = 10_001n ** 6n;
    const plain = settle(slip('accumulator', '1', Array(6).fill('1.0001:won')));
    expect(plain.return.num * 10n ** 24n).toBe(plain.return.den * 100n * price);
    const goliath = settle(slip('goliath', '1', Array(8).fill('1.0001:won')));
    const full = 20_001n ** 8n - 10_000n ** 8n - 8n * 10_001n * 10_000n ** 7n;
    expect(goliath.return.num * 10_000n ** 8n).toBe(goliath.return.den * 100n * full);
    const size2 = settle(slip('system', '1', Array(6).fill('1.0001:won'), { sizes: [2] }));
    expect(size2.return.num * 10n ** 8n).toBe(size2.return.den * 1_500n * 10_001n ** 2n);
    const mode = { eachWay: true, eachWayMode: 'equally-divided' };
    const divided = settle(slip('accumulator', '1', legs, mode));
    // 1 + 0.0001 x 99/100 to win, 1 + 0.0001 x 99/100 x 19/20 for a place; half of each.
    const mean = (1_000_099n * 20n + 20_000_000n + 99n * 19n) ** 6n;
    expect(divided.return.num * 40_000_000n ** 6n).toBe(divided.return.den * 200n * mean);
  });

  test('the largest system settles exactly without being enumerated', () => {
    const bet = settle(slip('system', '1', won(50), { sizes: [25] }));
    expect(bet.payoutMinor).toBe(126_410_606_437_752n * 2n ** 25n * 100n);
  });

  test('a total stake is spread over the lines and need not divide', () => {
    const bet = slip('trixie', '', ['2.0:won', '3.0:won', '4.0:won'], { stakeTotal: '1.01' });
    expect(stakeOf(bet)).toBe(101n);
    expect(major(settle(bet).return)).toBe('101/8');
    expect(settle(bet)).toMatchObject({ stakeMinor: 101n, payoutMinor: 1_262n });
  });
});

describe('states', () => {
  test.each([
    ['single', ['2.0:won'], 'WON', '2'],
    ['single', ['2.0:lost'], 'LOST', '0'],
    ['single', ['2.0:void'], 'VOID', '1'],
    ['single', ['2.0:push'], 'PUSH', '1'],
    ['single', ['2.0:half-won'], 'HALF_WON', '3/2'],
    ['single', ['2.0:half-lost'], 'HALF_LOST', '1/2'],
    ['single', ['2.0:placed'], 'LOST', '0'],
    ['single', ['2.0:open'], 'OPEN', '0'],
    ['single', ['2.0:won:dh=1/2'], 'WON', '1'],
    ['double', ['2.0:half-won', '2.0:void'], 'HALF_WON', '3/2'],
    ['double', ['2.0:half-lost', '2.0:push'], 'HALF_LOST', '1/2'],
    ['double', ['2.0:half-lost', '2.0:half-lost'], 'VOID', '1/4'],
    ['double', ['2.0:half-won', '2.0:half-won'], 'WON', '9/4'],
    ['double', ['2.0:push', '2.0:void'], 'VOID', '1'],
    ['double', ['2.0:push', '2.0:push'], 'PUSH', '1'],
    ['double', ['2.0:lost', '2.0:open'], 'LOST', '0'],
    ['double', ['2.0:won', '2.0:open'], 'OPEN', '0'],
    ['patent', ['2.0:won', '3.0:lost', '4.0:lost'], 'PART_WON', '2'],
    ['patent', ['2.0:won', '3.0:void', '4.0:void'], 'WON', '11'],
    ['patent', ['2.0:half-won', '3.0:void', '4.0:void'], 'WON', '9'],
    ['patent', ['2.0:void', '3.0:void', '4.0:lost'], 'VOID', '3'],
    ['patent', ['2.0:push', '3.0:lost', '4.0:lost'], 'PUSH', '1'],
    ['patent', ['2.0:lost', '3.0:lost', '4.0:lost'], 'LOST', '0'],
    ['trixie', ['2.0:won', '3.0:lost', '4.0:lost'], 'LOST', '0'],
    ['trixie', ['2.0:open', '3.0:lost', '4.0:lost'], 'LOST', '0'],
  ] as const)('%s %j is %s and returns %s', (type, legs, state, amount) => {
    const bet = settle(slip(type, '1', [...legs]));
    expect(bet.state).toBe(state);
    expect(major(bet.return)).toBe(amount);
  });

  test.each([
    [['2.0:won:places=3@1/4'], 'WON', '13/4'],
    [['2.0:placed:places=3@1/4'], 'PLACED', '5/4'],
    [['2.0:lost'], 'LOST', '0'],
    [['2.0:void'], 'VOID', '2'],
    [['2.0:push'], 'PUSH', '2'],
    [['2.0:half-won:places=3@1/1'], 'WON', '3'],
    [['2.0:won:places=3@1/4', '2.0:placed:places=3@1/4'], 'PLACED', '25/16'],
    [['2.0:won:places=3@1/4', '2.0:lost'], 'LOST', '0'],
    [['2.0:won:places=3@1/4', '2.0:void'], 'WON', '13/4'],
  ] as const)('each way %j is %s and returns %s', (legs, state, amount) => {
    const type = legs.length === 1 ? 'single' : 'double';
    const bet = settle(slip(type, '1', [...legs], { eachWay: true }));
    expect(bet.state).toBe(state);
    expect(major(bet.return)).toBe(amount);
  });

  test('each way, a win line that won makes a system part won', () => {
    const legs = ['2.0:won:places=3@1/4', '2.0:placed:places=3@1/4', '2.0:lost'];
    const bet = settle(slip('patent', '1', legs, { eachWay: true }));
    expect(bet.state).toBe('PART_WON');
    expect(major(bet.return)).toBe('97/16');
  });

  test('a top-ten market pays everybody in it', () => {
    expect(returned('single', '1', ['3.0:placed:places=10@1/1'])).toBe('3');
    expect(settle(slip('single', '1', ['3.0:placed:places=10@1/1'])).state).toBe('WON');
    expect(returned('single', '1', ['3.0:won:dh=9/4:places=10@1/1'])).toBe('3/2');
    expect(returned('single', '1', ['3.0:won:dh=1/2:places=3@1/4'])).toBe('3/2');
  });
});

describe('open legs', () => {
  test('what is certain and the most there can be', () => {
    const bet = settle(slip('patent', '1', ['2.0:won', '3.0:open', '4.0:lost']));
    expect([bet.state, major(bet.return), major(bet.maxReturn)]).toEqual(['OPEN', '2', '11']);
    expect([bet.payoutMinor, bet.maxPayoutMinor]).toEqual([200n, 1_100n]);
  });

  test('a bet at its cap is still open', () => {
    const bet = settle(
      slip('patent', '1', ['9.0:won', '3.0:open', '4.0:lost'], { payoutCap: '5' }),
    );
    expect([bet.state, major(bet.return), major(bet.maxReturn)]).toEqual(['OPEN', '5', '5']);
  });

  test('a decided bet returns its most', () => {
    const bet = settle(slip('single', '1', ['1/3:won']));
    expect(bet.maxReturn).toBe(bet.return);
    expect(bet.maxPayoutMinor).toBe(133n);
    expect(settle(slip('double', '1', ['2.0:lost', '2.0:open'])).maxPayoutMinor).toBe(0n);
  });

  test('a consolation can be worth more than another winner', () => {
    const legs = ['20.0:won', '2.0:lost', '2.0:lost', '1.01:open'];
    const bet = settle(slip('lucky15', '1', legs, { luckyBonus: true }));
    expect([bet.state, major(bet.return), major(bet.maxReturn)]).toEqual(['OPEN', '20', '58']);
    const first = settle(
      slip('lucky15', '1', ['20.0:open', ...legs.slice(1)], { luckyBonus: true }),
    );
    expect(major(first.maxReturn)).toBe('58');
    const three = ['20.0:open', '1.01:open', '1.01:open', ...Array(3).fill('2.0:lost')];
    expect(major(settle(slip('lucky63', '1', three, { luckyBonus: true })).maxReturn)).toBe('96');
    const winner = ['20.0:won', '2.0:lost', '2.0:lost', '9.0:open'];
    expect(major(settle(slip('lucky15', '1', winner, { luckyBonus: true })).maxReturn)).toBe('209');
  });
});

describe('rounding and cap', () => {
  test.each([
    ['down', 133n],
    ['half-up', 133n],
    ['half-even', 133n],
    ['up', 134n],
    [undefined, 133n],
  ] as const)('%s', (rounding, payout) => {
    const bet = slip('single', '1', ['1/3:won'], rounding && { rounding });
    expect(settle(bet).payoutMinor).toBe(payout);
  });

  test('one rounding per bet, not one per line', () => {
    expect(settle(slip('patent', '0.01', Array(3).fill('1/3:won'))).payoutMinor).toBe(11n);
  });

  test('the cap comes after the bonus and before the rounding', () => {
    const bet = settle(slip('single', '10', ['3.0:won'], { boost: '50', payoutCap: '35' }));
    expect([major(bet.bonus), major(bet.overCap), major(bet.return)]).toEqual(['10', '5', '35']);
    expect(settle(slip('single', '10', ['3.0:won'], { payoutCap: '30' })).overCap.num).toBe(0n);
    expect(settle(slip('single', '10', ['3.0:won'], { payoutCap: '29.99' })).payoutMinor).toBe(
      2_999n,
    );
  });

  test('currencies keep their own minor unit', () => {
    const yen = settle(slip('single', '100', ['1/3:won'], { currency: 'JPY' }));
    expect([yen.payoutMinor, yen.currency]).toEqual([133n, 'JPY']);
    const coin = settle(slip('single', '0.00000001', ['2.5:won'], { currency: 'BTC' }));
    expect([coin.payoutMinor, formatRational(coin.return)]).toEqual([2n, '5/2']);
  });
});

describe('related legs', () => {
  const legs = ['2.0:won:fixture=a', '3.0:won:fixture=a', '4.0:won:fixture=b', '5.0:won'];

  test('a system leaves out the lines that hold two of one fixture', () => {
    const bet = settle(slip('system', '1', legs, { sizes: [2, 3] }));
    expect(bet.lines).toBe(7);
    expect(major(bet.return)).toBe(`${8 + 10 + 12 + 15 + 20 + 40 + 60}`);
  });

  test('a parent is related to its children, children of one parent are not', () => {
    const cup = [
      '2.0:won:fixture=cup',
      '3.0:won:fixture=m1:parent=cup',
      '4.0:won:fixture=m2:parent=cup',
    ];
    const bet = settle(slip('system', '1', cup, { sizes: [1, 2, 3] }));
    expect(bet.lines).toBe(4);
    expect(major(bet.return)).toBe(`${2 + 3 + 4 + 12}`);
  });

  test('a leg related to a banker stands in no line', () => {
    const banked = ['2.0:won:fixture=a:banker', '3.0:won:fixture=a', '4.0:won', '5.0:won'];
    const bet = settle(slip('system', '1', banked, { sizes: [2] }));
    expect([bet.lines, major(bet.return)]).toEqual([2, '18']);
  });
});
