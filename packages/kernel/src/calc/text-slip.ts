import type { LegResult } from '../bet-calculator/slip.ts';
import type { KernelErrorCode } from '../error.ts';
import type { BetState } from '../settlement/bet-state.ts';

/** A slip as text, one JSON object: `schemas/slip.schema.json` says it field by field. */
export interface TextSlip {
  readonly id: string | number;
  readonly type: string;
  readonly sizes?: readonly number[];
  readonly stakePerLine?: string;
  readonly stakeTotal?: string;
  readonly currency?: string;
  readonly eachWay?: boolean;
  readonly eachWayMode?: string;
  readonly legs: readonly TextLeg[];
  readonly freeBet?: string;
  readonly boost?: string | readonly { readonly legs: number; readonly percent: string }[];
  readonly luckyBonus?:
    | boolean
    | { readonly oneWinnerMultiple: number; readonly allWinnersPercent: string };
  readonly bestOddsCap?: string;
  readonly payoutCap?: string;
  readonly waiveFivePence?: boolean;
  readonly rounding?: string;
}

export interface TextLeg {
  readonly odds: string;
  readonly result?: LegResult;
  readonly deadHeat?: { readonly position: number; readonly tied: number };
  readonly places?: { readonly count: number; readonly fraction: string };
  readonly rule4?: readonly string[];
  readonly banker?: boolean;
  readonly fixture?: string;
  readonly parentFixture?: string;
  readonly market?: string;
  readonly outcome?: string;
  readonly startingPrice?: string;
  readonly bestOddsGuaranteed?: boolean;
  readonly builder?: TextBuilder;
}

export interface TextBuilder {
  readonly parts: readonly { readonly odds: string; readonly result: string }[];
  readonly voidPolicy: string;
  readonly recalculated?: string;
}

/**
 * What a text slip is answered with. Amounts are in major units of `currency`: `stake` and `payout`
 * as decimals, the others exact as `p/q` or a whole number.
 */
export interface TextSettlement {
  readonly id: string | number;
  readonly lines: number;
  readonly stake: string;
  readonly return: string;
  readonly payout: string;
  readonly maxReturn: string;
  readonly state: BetState;
  readonly currency: string;
  /** From the sum of the lines to the payout; empty where they are the same. */
  readonly adjustments: readonly { readonly kind: string; readonly amount: string }[];
  /** A void part of a free-bet token, to be issued again. */
  readonly tokenReissued?: string;
  /** Part of `payout` that best odds guaranteed adds. */
  readonly topUp?: string;
  /** Absent above 2,000 lines. Legs are counted from 0. */
  readonly lineDetails?: readonly TextLine[];
}

export interface TextLine {
  readonly legs: readonly number[];
  readonly part: string;
  readonly stake: string;
  readonly multiplier: string;
  readonly return: string;
}

export interface TextRefusal {
  readonly id: string | number | null;
  readonly error: {
    readonly code: KernelErrorCode;
    readonly message: string;
    readonly path: string;
  };
}

export type TextResult = TextSettlement | TextRefusal;
