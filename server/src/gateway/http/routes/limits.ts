import {
  type Caller,
  LimitPath,
  Limits,
  SelfExclusionRequest,
  SetLimitRequest,
  TimeOutRequest,
} from '@winnex/contracts';
import { limitUse } from '@winnex/kernel';
import { callerOf } from '../access.ts';
import type { HttpContext } from '../context.ts';
import type { HttpApp } from '../http-app.ts';
import {
  limitsExample,
  selfExclusionRequestExample,
  setLimitRequestExample,
  timeOutRequestExample,
} from '../openapi/examples.ts';
import { operation, shown } from '../openapi/operation.ts';

const facts = { tag: 'account', access: 'bettor' } as const;
const response = { 200: shown(Limits, limitsExample, 'All limits and breaks, as they are now.') };

export function addLimitRoutes(app: HttpApp, { operations }: HttpContext): void {
  const { user, payment } = operations;

  /** Adds what only the cashier knows: how much was paid in. */
  async function withDeposits(caller: Caller, view: Limits): Promise<Limits> {
    if (!view.limits.some(({ kind }) => kind === 'deposit')) return view;
    const gross = await payment.grossDeposits(caller);
    const limits = view.limits.map((entry) => {
      if (entry.kind !== 'deposit' || entry.period === 'bet') return entry;
      const use = limitUse({ ...entry, max: BigInt(entry.max) }, BigInt(gross[entry.period]));
      return { ...entry, used: use.used.toString(), remaining: use.remaining.toString() };
    });
    return { ...view, limits };
  }

  app.get(
    '/me/limits',
    operation(
      {
        ...facts,
        id: 'getLimits',
        summary: 'Your limits and breaks',
        description:
          'Limits in force, how far they are used up where it is known, wishes that wait for ' +
          'your confirmation, and breaks you are taking.',
      },
      { response },
    ),
    async (request) => {
      const caller = callerOf(request);
      return withDeposits(caller, await user.limits(caller));
    },
  );

  app.put(
    '/me/limits/:kind/:period',
    operation(
      {
        ...facts,
        id: 'setLimit',
        summary: 'Set a limit',
        description:
          'A first or lower limit is in force at once. A higher one waits: confirm it 24 hours ' +
          'later, within a week, or it lapses. The limit in force again drops a waiting wish.',
      },
      { params: LimitPath, body: shown(SetLimitRequest, setLimitRequestExample), response },
    ),
    async (request) => {
      const caller = callerOf(request);
      return withDeposits(caller, await user.setLimit(caller, request.params, request.body));
    },
  );

  app.delete(
    '/me/limits/:kind/:period',
    operation(
      {
        ...facts,
        id: 'removeLimit',
        summary: 'Ask to remove a limit',
        description:
          'The limit stays in force. Confirm 24 hours later, within a week, or the wish lapses.',
        problems: ['not-found'],
      },
      { params: LimitPath, response },
    ),
    async (request) => {
      const caller = callerOf(request);
      return withDeposits(caller, await user.removeLimit(caller, request.params));
    },
  );

  app.post(
    '/me/limits/:kind/:period/confirm',
    operation(
      {
        ...facts,
        id: 'confirmLimit',
        summary: 'Confirm a higher limit or its removal',
        description: 'From `confirmFrom` until `confirmUntil` of the pending wish.',
        problems: ['not-found', 'too-early'],
      },
      { params: LimitPath, response },
    ),
    async (request) => {
      const caller = callerOf(request);
      return withDeposits(caller, await user.confirmLimit(caller, request.params));
    },
  );

  app.post(
    '/me/time-out',
    operation(
      {
        ...facts,
        id: 'takeTimeOut',
        summary: 'Take a time-out',
        description:
          'No bets and no deposits for 1 to 42 days, from now on. A time-out can be made longer, ' +
          'never shorter. Open bets stand and are settled as usual.',
      },
      { body: shown(TimeOutRequest, timeOutRequestExample), response },
    ),
    async (request) => {
      const caller = callerOf(request);
      return withDeposits(caller, await user.takeTimeOut(caller, request.body));
    },
  );

  app.post(
    '/me/self-exclusion',
    operation(
      {
        ...facts,
        id: 'selfExclude',
        summary: 'Exclude yourself',
        description:
          'No bets and no deposits for at least six months, from now on. It cannot be ended ' +
          'before its term, and goes on after it until you ask to return. Open bets stand ' +
          'and are settled as usual.',
      },
      { body: shown(SelfExclusionRequest, selfExclusionRequestExample), response },
    ),
    async (request) => {
      const caller = callerOf(request);
      return withDeposits(caller, await user.selfExclude(caller, request.body));
    },
  );

  app.post(
    '/me/self-exclusion/return',
    operation(
      {
        ...facts,
        id: 'requestReturn',
        summary: 'Ask to return after a self-exclusion',
        description: 'Once its term has passed. The exclusion ends 24 hours later.',
        problems: ['not-found', 'too-early'],
      },
      { response },
    ),
    async (request) => {
      const caller = callerOf(request);
      return withDeposits(caller, await user.requestReturn(caller));
    },
  );
}
