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
  -- Both of one currency. No foreign keys on the hot tables: only `payment.post` writes them, under
  -- locks on these accounts, and the audit proves that they exist.
  from_account_id bigint not null,
  to_account_id bigint not null,
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
  account_id bigint not null,
  sequence bigint not null,
  batch bigint not null,
  -- Null where the entry is the sum of a batch.
  transfer_id uuid,
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

-- Opens the accounts named where they are missing and locks them, in the order of their ids, so
-- that two transactions never wait for each other in a circle. What a caller decides on these
-- balances inside its transaction stays true until it ends. A row for each position of the arrays.
create function payment.lock_accounts(
  p_owners text[], p_kinds text[], p_currencies text[], p_at timestamptz
) returns table (ordinal bigint, account_id bigint, balance_minor bigint) language plpgsql as $$
declare
  v_accounts bigint[];
begin
  v_accounts := payment.find_accounts(p_owners, p_kinds, p_currencies);
  if array_position(v_accounts, null) is not null then
    perform payment.open_accounts(p_owners, p_kinds, p_currencies, p_at);
    v_accounts := payment.find_accounts(p_owners, p_kinds, p_currencies);
    if array_position(v_accounts, null) is not null then
      raise exception 'an account of a kind that does not exist was named' using errcode = 'WX001';
    end if;
  end if;
  perform from payment.account a where a.id = any (v_accounts) order by a.id for update;
  return query
    select w.ordinal, w.id, a.balance_minor
      from unnest(v_accounts) with ordinality as w (id, ordinal)
      join payment.account a on a.id = w.id;
end $$;

-- Ids of the accounts named, null where there is none; in the order of the arrays.
create function payment.find_accounts(p_owners text[], p_kinds text[], p_currencies text[])
returns bigint[] language sql stable as $$
  select array_agg((select a.id from payment.account a
                     where a.owner = w.owner and a.kind = w.kind and a.currency = w.currency)
                   order by w.ordinal)
    from unnest(p_owners, p_kinds, p_currencies) with ordinality as w (owner, kind, currency, ordinal)
$$;

-- Posts transfers between accounts that the caller has locked by `payment.lock_accounts` in this
-- transaction: all, or none. See `payment.post_transfers`, which names accounts by their owners.
create function payment.post(
  p_ids uuid[], p_from bigint[], p_to bigint[], p_amounts bigint[],
  p_codes text[], p_references text[], p_at timestamptz
) returns void language plpgsql as $$
declare
  v_batch bigint := nextval('payment.batch');
  v_known bigint;
  v_conflict uuid;
begin
  if not (cardinality(p_ids) = all (array[
      cardinality(p_from), cardinality(p_to), cardinality(p_amounts), cardinality(p_codes),
      cardinality(p_references)])) then
    raise exception 'post: the arrays differ in length' using errcode = 'WX001';
  end if;

  select count(*) into v_known from payment.transfer t where t.id = any (p_ids);
  if v_known > 0 then
    select r.id into v_conflict
      from unnest(p_ids, p_from, p_to, p_amounts, p_codes, p_references)
        as r (id, from_id, to_id, amount, code, reference)
      join payment.transfer t on t.id = r.id
     where (t.from_account_id, t.to_account_id, t.amount_minor, t.code, t.reference)
           is distinct from (r.from_id, r.to_id, r.amount, r.code, r.reference)
     limit 1;
    if found then
      raise exception 'transfer % was posted before with other content', v_conflict
        using errcode = 'WX002';
    end if;
    select coalesce(array_agg(r.id), '{}'), coalesce(array_agg(r.from_id), '{}'),
           coalesce(array_agg(r.to_id), '{}'), coalesce(array_agg(r.amount), '{}'),
           coalesce(array_agg(r.code), '{}'), coalesce(array_agg(r.reference), '{}')
      into p_ids, p_from, p_to, p_amounts, p_codes, p_references
      from unnest(p_ids, p_from, p_to, p_amounts, p_codes, p_references)
        as r (id, from_id, to_id, amount, code, reference)
     where not exists (select from payment.transfer t where t.id = r.id);
  end if;
  if cardinality(p_ids) = 0 then return; end if;

  insert into payment.transfer
    (id, batch, from_account_id, to_account_id, amount_minor, code, reference, posted_at)
  select r.id, v_batch, r.from_id, r.to_id, r.amount, r.code, r.reference, p_at
    from unnest(p_ids, p_from, p_to, p_amounts, p_codes, p_references)
      as r (id, from_id, to_id, amount, code, reference);

  with movement as (
    select r.account_id, r.transfer_id, r.amount, r.ordinal, r.half
      from (select account_id, transfer_id, -amount as amount, ordinal, 1 as half
              from unnest(p_from, p_ids, p_amounts) with ordinality
                as f (account_id, transfer_id, amount, ordinal)
            union all
            select account_id, transfer_id, amount, ordinal, 2
              from unnest(p_to, p_ids, p_amounts) with ordinality
                as t (account_id, transfer_id, amount, ordinal)) r
  ),
  line as (
    select m.account_id, case when a.entry_per_transfer then m.transfer_id end as transfer_id,
           sum(m.amount)::bigint as amount, min(m.ordinal) as ordinal,
           a.entries, a.balance_minor
      from movement m join payment.account a on a.id = m.account_id
     group by 1, 2, a.entries, a.balance_minor
    having sum(m.amount) <> 0
  ),
  step as (
    select l.account_id, l.transfer_id, l.amount,
           l.entries + row_number() over w as sequence,
           l.balance_minor + (sum(l.amount) over w)::bigint as balance
      from line l
    window w as (partition by l.account_id order by l.ordinal, l.transfer_id rows unbounded preceding)
  ),
  posted as (
    insert into payment.entry
      (account_id, sequence, batch, transfer_id, amount_minor, balance_minor, posted_at)
    select account_id, sequence, v_batch, transfer_id, amount, balance, p_at from step
  )
  update payment.account a
     set balance_minor = s.balance, entries = s.sequence
    from (select distinct on (account_id) account_id, balance, sequence
            from step order by account_id, sequence desc) s
   where a.id = s.account_id;
end $$;

-- Posts transfers, all or none. Money leaves the `from` account and arrives at the `to` account.
--
-- Idempotent: a transfer whose id is posted already, with the same content, is skipped; with other
-- content the call fails with WX002. A floor that would be broken at the end of the batch fails with
-- the constraint `account_balance_floor` (23514). Malformed input fails with WX001. Accounts are
-- opened on first use.
create function payment.post_transfers(
  p_ids uuid[], p_from_owners text[], p_from_kinds text[], p_to_owners text[], p_to_kinds text[],
  p_currencies text[], p_amounts bigint[], p_codes text[], p_references text[], p_at timestamptz
) returns void language plpgsql as $$
declare
  v_count integer := cardinality(p_ids);
  v_accounts bigint[];
begin
  if v_count = 0 then return; end if;
  if not (v_count = all (array[
      cardinality(p_from_owners), cardinality(p_from_kinds), cardinality(p_to_owners),
      cardinality(p_to_kinds), cardinality(p_currencies)])) then
    raise exception 'post_transfers: the arrays differ in length' using errcode = 'WX001';
  end if;
  select array_agg(l.account_id order by l.ordinal) into v_accounts
    from payment.lock_accounts(p_from_owners || p_to_owners, p_from_kinds || p_to_kinds,
                               p_currencies || p_currencies, p_at) l;
  perform payment.post(p_ids, v_accounts[1 : v_count], v_accounts[v_count + 1 : 2 * v_count],
                       p_amounts, p_codes, p_references, p_at);
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
