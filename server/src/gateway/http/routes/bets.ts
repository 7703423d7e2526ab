import {
  Bet,
  BetId,
  BetList,
  BetQuery,
  IdempotencyKey,
  PlaceBetRequest,
  Quote,
  QuoteRequest,
  ServiceRefusal,
} from '@winnex/contracts';
import Type from 'typebox';
import { callerOf } from '../access.ts';
import type { HttpContext } from '../context.ts';
import type { HttpApp } from '../http-app.ts';
import { readIdempotencyKey } from '../idempotency-key.ts';
import {
  betExample,
  betsExample,
  placeBetExample,
  quoteExample,
  quoteRequestExample,
  rejectedBetExample,
} from '../openapi/examples.ts';
import { operation, shown } from '../openapi/operation.ts';

/** Both outcomes of a placement, for the document. */
const PlacedBet = {
  ...shown(Bet, betExample, 'The bet as first answered for this key.'),
  examples: [betExample, rejectedBetExample],
};

export function addBetRoutes(app: HttpApp, { operations }: HttpContext): void {
  const { betting } = operations;

  app.post(
    '/quotes',
    operation(
      {
        tag: 'bets',
        access: 'bettor',
        id: 'quoteBet',
        summary: 'What a bet would be offered now',
        description: 'Promises nothing: prices may move before the bet is placed.',
        rateClass: 'bets',
      },
      {
        body: shown(QuoteRequest, quoteRequestExample),
        response: { 200: shown(Quote, quoteExample, 'The quote.') },
      },
    ),
    async (request) => betting.quote(callerOf(request), request.body),
  );

  app.post(
    '/bets',
    operation(
      {
        tag: 'bets',
        access: 'bettor',
        id: 'placeBet',
        summary: 'Place a bet',
        description:
          'Answers 201 with the bet, `ACCEPTED` or `REJECTED` with a reason code: a rejection is an ' +
          'answer, not a problem. The same key with the same body gives the same answer for ever, ' +
          'status and body; after a timeout or a lost connection send it again, or look it up by ' +
          'its key.',
        problems: ['account-blocked'],
        rateClass: 'bets',
        idempotent: true,
      },
      { body: shown(PlaceBetRequest, placeBetExample), response: { 201: PlacedBet } },
    ),
    async (request, reply) => {
      const key = readIdempotencyKey(request.headers['idempotency-key']);
      const bet = await betting.placeBet(callerOf(request), key, request.body);
      return reply.code(201).header('location', `/api/v2/bets/${bet.id}`).send(bet);
    },
  );

  app.get(
    '/bets',
    operation(
      { tag: 'bets', access: 'user', id: 'listBets', summary: 'Your bets, newest first' },
      {
        querystring: BetQuery,
        response: { 200: shown(BetList, betsExample, 'One page of bets.') },
      },
    ),
    async (request) => betting.bets(callerOf(request), request.query),
  );

  app.get(
    '/bets/:id',
    operation(
      { tag: 'bets', access: 'user', id: 'getBet', summary: 'One bet', problems: ['not-found'] },
      {
        params: Type.Object({ id: BetId }),
        response: { 200: shown(Bet, betExample, 'The bet as it stands.') },
      },
    ),
    async (request) => found(await betting.betById(callerOf(request), request.params.id)),
  );

  app.get(
    '/bets/by-key/:key',
    operation(
      {
        tag: 'bets',
        access: 'user',
        id: 'getBetByKey',
        summary: 'The bet that was placed with a key',
        description: 'Answers what became of a placement whose reply was lost.',
        problems: ['not-found'],
      },
      {
        params: Type.Object({ key: IdempotencyKey }),
        response: { 200: shown(Bet, betExample, 'The bet as it stands.') },
      },
    ),
    async (request) => found(await betting.betByKey(callerOf(request), request.params.key)),
  );
}

function found(bet: Bet | null): Bet {
  if (bet === null) throw new ServiceRefusal('not-found', 'There is no such bet.');
  return bet;
}
