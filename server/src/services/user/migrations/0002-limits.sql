-- Responsible gambling: limits on play, time-outs, self-exclusion and time signed in.

-- A limit in force. Of two of one kind and period, the customer's and the operator's, the lower
-- counts. The columns from pending_max on are the customer's wish to raise or remove his limit:
-- nothing comes of it unless he confirms it between confirm_from and confirm_until.
create table users.customer_limit (
  user_id uuid not null references users.account,
  kind text not null check (kind in ('deposit', 'stake', 'loss', 'session')),
  period text not null check (period in ('bet', 'day', 'week', 'month')),
  source text not null check (source in ('customer', 'operator')),
  -- Minor units of the account's currency; minutes where the kind is 'session'.
  max_amount bigint not null check (max_amount >= 0),
  -- With requested_at, null means that the limit shall go.
  pending_max bigint check (pending_max > max_amount),
  requested_at timestamptz,
  confirm_from timestamptz check (confirm_from >= requested_at + interval '24 hours'),
  confirm_until timestamptz check (confirm_until > confirm_from),
  primary key (user_id, kind, period, source),
  check (period <> 'bet' or kind = 'stake'),
  check ((requested_at is null) = (confirm_from is null)),
  check ((requested_at is null) = (confirm_until is null)),
  check (requested_at is not null or pending_max is null),
  check (requested_at is null or source = 'customer')
);

-- Every change of a limit and every wish for one: who, when, before and after.
create table users.limit_change (
  id uuid primary key,
  at timestamptz not null,
  user_id uuid not null references users.account,
  kind text not null,
  period text not null,
  source text not null,
  action text not null check (action in ('set', 'lowered', 'wish-dropped', 'raise-requested',
    'removal-requested', 'raised', 'removed')),
  -- {"max": "1000", "pending": {"max": "2000", ...}}; null where there was no limit.
  before jsonb,
  after jsonb,
  -- The customer, or the operator's user.
  actor_id uuid not null references users.account,
  reason text
);
create index limit_change_user on users.limit_change (user_id, at);

create function users.refuse_history_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows are never changed: %', tg_table_name, tg_op using errcode = 'WX003';
end $$;
create trigger limit_change_is_immutable before update or delete or truncate on users.limit_change
  for each statement execute function users.refuse_history_change();

-- self_excluded_until is the end of the term. The exclusion itself goes on until returns_at, which
-- is set when the customer asks to return, after the term, and lies 24 hours later.
alter table users.account
  add column returns_at timestamptz,
  add column time_out_until timestamptz,
  add constraint return_follows_term check (
    coalesce(returns_at >= self_excluded_until + interval '24 hours', returns_at is null));

create function users.refuse_shortening() returns trigger language plpgsql as $$
begin
  raise exception 'self-exclusions and time-outs are never shortened' using errcode = 'WX003';
end $$;
create trigger exclusion_is_never_shortened before update on users.account
  for each row when (
    (old.self_excluded_until is not null
      and (new.self_excluded_until is null or new.self_excluded_until < old.self_excluded_until))
    or (old.time_out_until is not null
      and (new.time_out_until is null or new.time_out_until < old.time_out_until)))
  execute function users.refuse_shortening();

-- When a customer was signed in: from a sign-in or refresh until the access token given then runs
-- out or the session ends. Refreshes in between lengthen the span.
create table users.presence (
  user_id uuid not null references users.account,
  session_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at >= from_at),
  primary key (session_id, from_at)
);
create index presence_user on users.presence (user_id, until_at);

-- Milliseconds that a customer was signed in within a window; two devices at once count once.
create function users.presence_ms(p_user_id uuid, p_from timestamptz, p_until timestamptz)
returns bigint language sql stable as $$
  select coalesce(sum(extract(epoch from upper(span) - lower(span)) * 1000), 0)::bigint
    from unnest((
      select range_agg(tstzrange(greatest(from_at, p_from), least(until_at, p_until)))
        from users.presence
       where user_id = p_user_id and until_at > p_from and from_at < p_until)) as span
$$;
