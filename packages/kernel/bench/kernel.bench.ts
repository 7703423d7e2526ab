/**
 * What settling costs against writing the same slip as JSON, in one process, rounds interleaved
 * A B A B. Prints a table and, as its last line, one JSON object.
 *
 *   node packages/kernel/bench/kernel.bench.ts [rounds]
 */
import { parseLeg, parseSlip, type Slip, settle, type TextSlip } from '../src/index.ts';

const PRICES = ['2.35', '11/4', '1.91', '5/2', '3.75', '6/4', '1.62', '4.33'];

interface Subject {
  readonly name: string;
  readonly limit: number;
  readonly text: TextSlip;
  readonly slip: Slip;
}

interface Sample {
  readonly wallNs: number;
  readonly cpuSeconds: number;
}

function subject(name: string, type: string, legs: number, limit: number): Subject {
  const text: TextSlip = {
    id: `bench-${name}`,
    type,
    stakePerLine: '2.50',
    currency: 'GBP',
    legs: PRICES.slice(0, legs).map((price, index) => ({
      ...parseLeg(`${price}:won`),
      fixture: `fixture-${index}`,
      market: `winner-${index}`,
    })),
  };
  return { name, limit, text, slip: parseSlip(text).slip };
}

const SUBJECTS = [
  subject('single', 'single', 1, 1),
  subject('treble', 'treble', 3, 1),
  subject('goliath', 'goliath', 8, 3),
];

/** Keeps results alive, so that no call can be optimised away. */
let sink = 0;

function settleTimes(slip: Slip, times: number): void {
  for (let i = 0; i < times; i++) sink += settle(slip).lines;
}

function stringifyTimes(text: TextSlip, times: number): void {
  for (let i = 0; i < times; i++) sink += JSON.stringify(text).length;
}

function measure(run: () => void): Sample {
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  run();
  const wallNs = Number(process.hrtime.bigint() - start);
  const { user, system } = process.cpuUsage(cpu);
  return { wallNs, cpuSeconds: (user + system) / 1e6 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function compare({ name, limit, text, slip }: Subject, rounds: number) {
  const times = 60_000;
  settleTimes(slip, times);
  stringifyTimes(text, times);
  const ratios: number[] = [];
  const settled: Sample[] = [];
  const written: Sample[] = [];
  for (let round = 0; round < rounds; round++) {
    const ours = measure(() => settleTimes(slip, times));
    const theirs = measure(() => stringifyTimes(text, times));
    settled.push(ours);
    written.push(theirs);
    ratios.push(ours.cpuSeconds / theirs.cpuSeconds);
  }
  const cpuSeconds = settled.reduce((sum, sample) => sum + sample.cpuSeconds, 0);
  return {
    name,
    limit,
    ratio: rounded(median(ratios)),
    ratioMin: rounded(Math.min(...ratios)),
    ratioMax: rounded(Math.max(...ratios)),
    settleNs: Math.round(median(settled.map((sample) => sample.wallNs)) / times),
    stringifyNs: Math.round(median(written.map((sample) => sample.wallNs)) / times),
    cpuSeconds: rounded(cpuSeconds),
    slipsPerCpuSecond: Math.round((rounds * times) / cpuSeconds),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

const rounds = Math.max(5, Number(process.argv[2] ?? 9) || 9);
const results = SUBJECTS.map((each) => compare(each, rounds));
console.table(results);
const held = results.every(({ ratio, limit }) => ratio <= limit);
console.log(
  JSON.stringify({ bench: 'kernel', node: process.version, rounds, held, results, sink }),
);
if (!held) process.exitCode = 1;
