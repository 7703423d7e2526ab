import {
  Deposit,
  DepositRequest,
  PageQuery,
  ServiceRefusal,
  Statement,
  Wallet,
} from '@winnex/contracts';
import Type from 'typebox';
import { callerOf } from '../access.ts';
import type { HttpContext } from '../context.ts';
import type { HttpApp } from '../http-app.ts';
import { readIdempotencyKey } from '../idempotency-key.ts';
import {
  depositExample,
  depositRequestExample,
  statementExample,
  walletExample,
} from '../openapi/examples.ts';
import { operation, shown } from '../openapi/operation.ts';

export function addWalletRoutes(app: HttpApp, { operations }: HttpContext): void {
  const { payment } = operations;

  app.get(
    '/wallet',
    operation(
      { tag: 'wallet', access: 'user', id: 'getWallet', summary: 'Your balance' },
      { response: { 200: shown(Wallet, walletExample, 'The wallet.') } },
    ),
    async (request) => payment.wallet(callerOf(request)),
  );

  app.get(
    '/wallet/statement',
    operation(
      { tag: 'wallet', access: 'user', id: 'getStatement', summary: 'Your balance, line by line' },
      {
        querystring: PageQuery,
        response: { 200: shown(Statement, statementExample, 'One page, newest first.') },
      },
    ),
    async (request) => {
      const { cursor, limit = 25 } = request.query;
      return payment.statement(callerOf(request), {
        limit,
        ...(cursor !== undefined && { cursor }),
      });
    },
  );

  app.post(
    '/deposits',
    operation(
      {
        tag: 'wallet',
        access: 'bettor',
        id: 'makeDeposit',
        summary: 'Deposit money',
        description:
          'Answers 201 with the deposit as it stands: `pending` until the provider has decided. ' +
          'The same key gives the same deposit.',
        problems: ['account-blocked', 'payment-refused'],
        idempotent: true,
      },
      {
        body: shown(DepositRequest, depositRequestExample),
        response: { 201: shown(Deposit, depositExample, 'The deposit.') },
      },
    ),
    async (request, reply) => {
      const key = readIdempotencyKey(request.headers['idempotency-key']);
      const deposit = await payment.deposit(callerOf(request), key, request.body);
      return reply.code(201).header('location', `/api/v2/deposits/${deposit.id}`).send(deposit);
    },
  );

  app.get(
    '/deposits/:id',
    operation(
      {
        tag: 'wallet',
        access: 'user',
        id: 'getDeposit',
        summary: 'One deposit',
        problems: ['not-found'],
      },
      {
        params: Type.Object({ id: Deposit.properties.id }),
        response: { 200: shown(Deposit, depositExample, 'The deposit.') },
      },
    ),
    async (request) => {
      const deposit = await payment.depositById(callerOf(request), request.params.id);
      if (deposit === null) throw new ServiceRefusal('not-found', 'There is no such deposit.');
      return deposit;
    },
  );
}
