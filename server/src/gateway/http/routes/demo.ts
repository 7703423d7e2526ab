import { DemoAccountList } from '@winnex/contracts';
import type { HttpContext } from '../context.ts';
import type { HttpApp } from '../http-app.ts';
import { operation, shown } from '../openapi/operation.ts';

export function addDemoRoutes(app: HttpApp, { demoAccounts }: HttpContext): void {
  app.get(
    '/demo',
    operation(
      {
        tag: 'auth',
        access: 'public',
        id: 'listDemoAccounts',
        summary: 'Accounts to try this installation with',
        description: 'Empty unless the operator has turned demo accounts on.',
        cacheSeconds: 60,
      },
      { response: { 200: shown(DemoAccountList, { accounts: [] }, 'The accounts.') } },
    ),
    async () => ({ accounts: [...demoAccounts] }),
  );
}
