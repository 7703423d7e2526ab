import { Profile } from '@winnex/contracts';
import { callerOf } from '../access.ts';
import type { HttpContext } from '../context.ts';
import type { HttpApp } from '../http-app.ts';
import { profileExample } from '../openapi/examples.ts';
import { operation, shown } from '../openapi/operation.ts';

export function addAccountRoutes(app: HttpApp, { operations }: HttpContext): void {
  app.get(
    '/me',
    operation(
      { tag: 'account', access: 'user', id: 'getProfile', summary: 'Who is signed in' },
      { response: { 200: shown(Profile, profileExample, 'The profile.') } },
    ),
    async (request) => operations.user.profile(callerOf(request).userId),
  );
}
