-- Deposits: what a customer asked for, and what the payment provider said about it.

create table payment.deposit (
  id uuid primary key,
  user_id uuid not null,
  -- The client's key, unique for ever: the same key is the same deposit.
  idempotency_key text not null check (length(idempotency_key) between 1 and 128),
  -- SHA-256 of what was asked for, to tell a repeated request from another one under that key.
  request_hash bytea not null check (length(request_hash) = 32),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Token of the payment method at the provider; never a card number.
  method text,
  provider text not null,
  status text not null default 'pending' check (status in ('pending', 'completed', 'refused')),
  -- The provider's own name for it, once it gave one.
  provider_reference text,
  reason text,
  created_at timestamptz not null,
  -- While pending: how often the provider was asked again, and when the next time is due.
  asks integer not null default 0,
  next_ask_at timestamptz not null,
  concluded_at timestamptz,
  unique (user_id, idempotency_key),
  check ((status = 'pending') = (concluded_at is null)),
  check ((status = 'refused') = (reason is not null))
);
create index deposit_due on payment.deposit (next_ask_at) where status = 'pending';
create index deposit_completed on payment.deposit (user_id, currency) include (amount_minor)
  where status = 'completed';

create trigger concluded_deposit_is_immutable before update on payment.deposit
  for each row when (old.status <> 'pending') execute function payment.refuse_change();
create trigger deposit_stays before delete on payment.deposit
  for each row execute function payment.refuse_change();
