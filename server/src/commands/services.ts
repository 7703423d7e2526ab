import { services } from '../composition/services.ts';
import { textTable } from './table.ts';

/** `winnex services`: what runs inside, which schema each owns and what it needs. */
export function servicesCommand(options: { readonly json?: boolean }): void {
  if (options.json === true) {
    console.log(JSON.stringify(services, null, 2));
    return;
  }
  const rows = services.map(({ name, schema, purpose, needs }) => [
    name,
    schema,
    purpose,
    needs.length === 0 ? '-' : needs.join(', '),
  ]);
  console.log(textTable(['service', 'schema', 'purpose', 'needs'], rows));
}
