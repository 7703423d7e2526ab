import { ServiceRefusal } from '@winnex/contracts';

/** The refusal for a key that came before with another request. */
export function keyReused(): ServiceRefusal {
  return new ServiceRefusal(
    'idempotency-key-reused',
    'This Idempotency-Key was used for another bet. Send the first request again, or a new key.',
  );
}
