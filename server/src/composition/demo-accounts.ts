import type { Role } from '@winnex/contracts';
import { demoEmails } from '../services/user/index.ts';
import type { Config } from './config.ts';

export interface DemoAccount {
  readonly role: Role;
  readonly email: string;
  readonly password: string;
}

/** The accounts that anybody may try; none when the settings turn them off. */
export function demoAccounts(config: Config): DemoAccount[] {
  if (!config.bool('demo.accounts')) return [];
  return (['bettor', 'operator'] as const).map((role) => ({
    role,
    email: demoEmails[role],
    password: config.text(`demo.${role}_password`),
  }));
}
