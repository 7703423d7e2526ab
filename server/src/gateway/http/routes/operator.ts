import type { HttpContext } from '../context.ts';
import type { HttpApp } from '../http-app.ts';
import { AuditReport } from '../openapi/audit-report.ts';
import { auditExample } from '../openapi/examples.ts';
import { operation, shown } from '../openapi/operation.ts';

export function addOperatorRoutes(app: HttpApp, { operations }: HttpContext): void {
  app.get(
    '/operator/audit',
    operation(
      {
        tag: 'operator',
        access: 'operator',
        id: 'auditBooks',
        summary: 'Prove the books',
        description:
          'Checks that entries sum to zero, balances equal entries, and bets their events.',
      },
      { response: { 200: shown(AuditReport, auditExample, 'The report, good or bad.') } },
    ),
    async () => {
      const { ok, checks } = await operations.operator.audit();
      return { ok, checks: [...checks] };
    },
  );
}
