import Type from 'typebox';
import { Role } from './auth.ts';
import { closed } from './primitives.ts';

/** Accounts that anybody may try this installation with; empty where real money moves. */
export const DemoAccountList = Type.Object(
  {
    accounts: Type.Array(
      Type.Object({ role: Role, email: Type.String(), password: Type.String() }, closed),
    ),
  },
  closed,
);
export type DemoAccountList = Type.Static<typeof DemoAccountList>;
