/**
 * The services as a table: what each is for, which schema it owns and what it needs. `winnex serve`
 * starts them in this order, all in one process, and stops them in reverse.
 */
export interface ServiceRow {
  readonly name: ServiceName;
  readonly purpose: string;
  /** The PostgreSQL schema that it alone reads and writes. */
  readonly schema: string;
  /** Services whose operations it calls, and contracts of others it uses. */
  readonly needs: readonly string[];
}

export type ServiceName = 'user' | 'payment' | 'betting' | 'odds';

export const services: readonly ServiceRow[] = [
  {
    name: 'user',
    purpose: 'Accounts, sign-in, sessions, limits and who may bet',
    schema: 'users',
    needs: [],
  },
  {
    name: 'payment',
    purpose: 'The ledger, deposits and statements',
    schema: 'payment',
    needs: ['user.permissions'],
  },
  {
    name: 'betting',
    purpose: 'Quotes, placement, settlement and the history of bets',
    schema: 'betting',
    needs: ['user.permissions', 'payment ledger functions (same database)'],
  },
  {
    name: 'odds',
    purpose: 'Feeds, the board of fixtures, markets and prices',
    schema: 'odds',
    needs: ['betting.applyMarkets', 'betting.applyResults'],
  },
];
