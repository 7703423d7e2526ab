import type { LineResult } from '../settlement/asian-line.ts';

/** How an outcome of a market can end. */
export type GradedResult = LineResult | 'void';
