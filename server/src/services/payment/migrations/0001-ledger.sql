-- The ledger. Its contract is the functions at the end of this file: other services of the same
-- region call them inside their own transactions, and touch no table of this schema.
--
-- Reading guide: money moves by a TRANSFER from one account to another. Each transfer of a customer
-- account leaves one ENTRY there, with the balance after it. House accounts are hot, so a posting
-- batch leaves one entry there with the sum. Entries of a batch add up to zero per currency.

create schema if not exists payment;

create table payment.account_kind (
  kind text primary key,
  -- The balance may not end a posting below this; null: no floor.
  balance_min_minor bigint,
  -- True: an entry for each transfer. False: one entry a batch, holding the sum.
  entry_per_transfer boolean not null,
  description text not null
);

insert into payment.account_kind (kind, balance_min_minor, entry_per_transfer, description) values
  ('cash', 0, true, 'Money a customer can bet or withdraw'),
  ('owed', null, true, 'What a customer owes after a corrected result, as a negative balance'),
  ('open-stakes', 0, false, 'Stakes of accepted bets that are not settled'),
  ('revenue', null, false, 'What the house won from bets, less what it paid on them'),
  ('provider-clearing', null, false, 'Money on its way from or to payment providers; negative: they hold it for us'),
  ('adjustments', null, false, 'Corrections made by two persons');

create table payment.account (
  id bigint generated always as identity primary key,
  -- A user's id, or 'house'.
  owner text not null check (length(owner) between 1 and 64),
  kind text not null references payment.account_kind,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  balance_minor bigint not null default 0,
  -- Copied from the kind, so that the floor is a constraint of the row.
  balance_min_minor bigint,
  entry_per_transfer boolean not null,
  -- Number of entries, which is also the sequence of the last one.
  entries bigint not null default 0,
  opened_at timestamptz not null,
  unique (owner, kind, currency),
  constraint account_balance_floor check (balance_min_minor is null or balance_minor >= balance_min_minor)
) with (fillfactor = 60);

create sequence payment.batch;

create table payment.transfer (
  id uuid primary key,
  batch bigint not null,
  from_account_id bigint not null references payment.account,
  to_account_id bigint not null references payment.account,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- What it is: deposit, stake, payout, payout-reversal, stake-refund ...
  code text not null,
  -- What it belongs to: the id of a bet or a deposit.
  reference text not null,
  posted_at timestamptz not null,
  check (from_account_id <> to_account_id)
);
create index transfer_reference on payment.transfer (reference);

create table payment.entry (
  account_id bigint not null references payment.account,
  sequence bigint not null,
  batch bigint not null,
  -- Null where the entry is the sum of a batch.
  transfer_id uuid references payment.transfer,
  amount_minor bigint not null check (amount_minor <> 0),
  balance_minor bigint not null,
  posted_at timestamptz not null,
  primary key (account_id, sequence)
);

create function payment.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'ledger rows are never changed: % on %.%', tg_op, tg_table_schema, tg_table_name
    using errcode = 'WX003';
end $$;

create trigger transfer_is_immutable before update or delete or truncate on payment.transfer
  for each statement execute function payment.refuse_change();
create trigger entry_is_immutable before update or delete or truncate on payment.entry
  for each statement execute function payment.refuse_change();

-- Opens the accounts that are missing. Accounts that exist are left as they are.
create function payment.open_accounts(
  p_owners text[], p_kinds text[], p_currencies text[], p_at timestamptz
) returns void language sql as $$
  insert into payment.account (owner, kind, currency, balance_min_minor, entry_per_transfer, opened_at)
  select distinct on (wanted.owner, wanted.kind, wanted.currency)
         wanted.owner, wanted.kind, wanted.currency, k.balance_min_minor, k.entry_per_transfer, p_at
    from unnest(p_owners, p_kinds, p_currencies) as wanted (owner, kind, currency)
    join payment.account_kind k on k.kind = wanted.kind
   where not exists (
           select from payment.account a
            where a.owner = wanted.owner and a.kind = wanted.kind and a.currency = wanted.currency)
   order by wanted.owner, wanted.kind, wanted.currency
  on conflict (owner, kind, currency) do nothing
$$;

-- The balance of one account in minor units; 0 when it was never used.
create function payment.balance(p_owner text, p_kind text, p_currency text)
returns bigint language sql stable as $$
  select coalesce((select balance_minor from payment.account
                    where owner = p_owner and kind = p_kind and currency = p_currency), 0)
$$;

-- The balance as it stood at a time.
create function payment.balance_at(p_owner text, p_kind text, p_currency text, p_at timestamptz)
returns bigint language sql stable as $$
  select coalesce((
    select e.balance_minor
      from payment.entry e
      join payment.account a on a.id = e.account_id
     where a.owner = p_owner and a.kind = p_kind and a.currency = p_currency and e.posted_at <= p_at
     order by e.sequence desc
     limit 1), 0)
$$;

-- Locks the accounts named, in a fixed order, and returns their balances: what a caller decides on
-- inside its transaction stays true until it commits. Missing accounts count as 0 and are opened.
create function payment.lock_balances(p_owners text[], p_kind text, p_currencies text[], p_at timestamptz)
returns table (owner text, currency text, balance_minor bigint) language plpgsql as $$
begin
  perform payment.open_accounts(p_owners, array_fill(p_kind, array[cardinality(p_owners)]), p_currencies, p_at);
  return query
    select a.owner, a.currency, a.balance_minor
      from payment.account a
     where (a.owner, a.kind, a.currency) in (
             select w.owner, p_kind, w.currency from unnest(p_owners, p_currencies) as w (owner, currency))
     order by a.id
       for update;
end $$;

-- Posts transfers, all or none. Money leaves the `from` account and arrives at the `to` account.
--
-- Idempotent: a transfer whose id is posted already, with the same content, is skipped; with other
-- content the call fails with WX002. A floor that would be broken at the end of the batch fails with
-- the constraint `account_balance_floor` (23514). Malformed input fails with WX001.
-- Accounts are opened on first use and locked in order of their id, so that two batches never wait
-- for each other in a circle.
create function payment.post_transfers(
  p_ids uuid[], p_from_owners text[], p_from_kinds text[], p_to_owners text[], p_to_kinds text[],
  p_currencies text[], p_amounts bigint[], p_codes text[], p_references text[], p_at timestamptz
) returns void language plpgsql as $$
declare
  v_batch bigint := nextval('payment.batch');
  v_inserted bigint;
  v_conflict uuid;
begin
  if cardinality(p_ids) = 0 then return; end if;
  if not (cardinality(p_ids) = all (array[
      cardinality(p_from_owners), cardinality(p_from_kinds), cardinality(p_to_owners),
      cardinality(p_to_kinds), cardinality(p_currencies), cardinality(p_amounts),
      cardinality(p_codes), cardinality(p_references)])) then
    raise exception 'post_transfers: the arrays differ in length' using errcode = 'WX001';
  end if;

  perform payment.open_accounts(
    p_from_owners || p_to_owners, p_from_kinds || p_to_kinds, p_currencies || p_currencies, p_at);

  perform from payment.account a
   where (a.owner, a.kind, a.currency) in (
           select * from unnest(p_from_owners || p_to_owners, p_from_kinds || p_to_kinds,
                                p_currencies || p_currencies))
   order by a.id
     for update;

  with request as (
    select r.*
      from unnest(p_ids, p_from_owners, p_from_kinds, p_to_owners, p_to_kinds, p_currencies,
                  p_amounts, p_codes, p_references) with ordinality
        as r (id, from_owner, from_kind, to_owner, to_kind, currency, amount, code, reference, ordinal)
  ),
  inserted as (
    insert into payment.transfer
      (id, batch, from_account_id, to_account_id, currency, amount_minor, code, reference, posted_at)
    select r.id, v_batch, f.id, t.id, r.currency, r.amount, r.code, r.reference, p_at
      from request r
      join payment.account f on f.owner = r.from_owner and f.kind = r.from_kind and f.currency = r.currency
      join payment.account t on t.owner = r.to_owner and t.kind = r.to_kind and t.currency = r.currency
     order by r.ordinal
    on conflict (id) do nothing
    returning id, from_account_id, to_account_id, amount_minor
  ),
  movement as (
    select i.from_account_id as account_id, i.id as transfer_id, -i.amount_minor as amount, r.ordinal
      from inserted i join request r on r.id = i.id
    union all
    select i.to_account_id, i.id, i.amount_minor, r.ordinal
      from inserted i join request r on r.id = i.id
  ),
  line as (
    select m.account_id, m.transfer_id, m.amount, m.ordinal
      from movement m join payment.account a on a.id = m.account_id
     where a.entry_per_transfer
    union all
    select m.account_id, null, sum(m.amount)::bigint, min(m.ordinal)
      from movement m join payment.account a on a.id = m.account_id
     where not a.entry_per_transfer
     group by m.account_id
    having sum(m.amount) <> 0
  ),
  posted as (
    insert into payment.entry
      (account_id, sequence, batch, transfer_id, amount_minor, balance_minor, posted_at)
    select l.account_id,
           a.entries + row_number() over w,
           v_batch, l.transfer_id, l.amount,
           a.balance_minor + sum(l.amount) over w,
           p_at
      from line l join payment.account a on a.id = l.account_id
    window w as (partition by l.account_id order by l.ordinal, l.transfer_id rows unbounded preceding)
    returning account_id, amount_minor
  ),
  moved as (
    update payment.account a
       set balance_minor = a.balance_minor + s.amount, entries = a.entries + s.entries
      from (select account_id, sum(amount_minor)::bigint as amount, count(*) as entries
              from posted group by account_id) s
     where a.id = s.account_id
  )
  select count(*) into v_inserted from inserted;

  if v_inserted < cardinality(p_ids) then
    select r.id into v_conflict
      from unnest(p_ids, p_from_owners, p_from_kinds, p_to_owners, p_to_kinds, p_currencies,
                  p_amounts, p_codes, p_references)
        as r (id, from_owner, from_kind, to_owner, to_kind, currency, amount, code, reference)
      left join payment.transfer x on x.id = r.id
      left join payment.account f on f.id = x.from_account_id
      left join payment.account t on t.id = x.to_account_id
     where (x.id is null
            or (f.owner, f.kind, t.owner, t.kind, x.currency, x.amount_minor, x.code, x.reference)
               is distinct from
               (r.from_owner, r.from_kind, r.to_owner, r.to_kind, r.currency, r.amount, r.code, r.reference))
     limit 1;
    if found then
      raise exception 'transfer % was posted before with other content, or names an unknown kind of account', v_conflict
        using errcode = 'WX002';
    end if;
  end if;
end $$;

-- What was moved for each reference under each code: how other services prove that their records
-- and the ledger tell the same story.
create function payment.totals_by_reference(p_codes text[])
returns table (reference text, code text, transfers bigint, amount_minor bigint)
language sql stable as $$
  select t.reference, t.code, count(*), sum(t.amount_minor)::bigint
    from payment.transfer t where t.code = any (p_codes) group by 1, 2
$$;

-- The balances of one kind of house account, a row a currency.
create function payment.house_balances(p_kind text)
returns table (currency text, balance_minor bigint) language sql stable as $$
  select a.currency, a.balance_minor from payment.account a where a.owner = 'house' and a.kind = p_kind
$$;
