-- Who may sign in, how they prove it, and what happened to their accounts.

create schema if not exists users;

create table users.account (
  id uuid primary key,
  -- Normalised: trimmed, NFC, lower case.
  email text not null unique check (length(email) between 3 and 254),
  -- PHC string; the parameters travel in it, so that they can be raised later.
  password_hash text not null check (password_hash like '$argon2id$%'),
  display_name text not null check (length(display_name) between 1 and 60),
  date_of_birth date not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  -- Currency of the wallet, for the life of the account.
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  role text not null check (role in ('bettor', 'operator')),
  status text not null default 'active' check (status in ('active', 'closed')),
  -- Until then the person may sign in and take money out, and neither bet nor deposit.
  self_excluded_until timestamptz,
  created_at timestamptz not null
);

-- A sign-in on one device, and the family of refresh tokens that descends from it.
create table users.session (
  id uuid primary key,
  user_id uuid not null references users.account,
  -- Number of the refresh tokens that are good now. Older ones were used; using one again shows
  -- that somebody else holds it.
  generation integer not null default 1,
  rotated_at timestamptz not null,
  created_at timestamptz not null,
  -- The end, however often it is refreshed.
  expires_at timestamptz not null,
  address text not null,
  user_agent text not null,
  revoked_at timestamptz,
  revoked_reason text check (revoked_reason in ('signed-out', 'token-reused', 'account-closed')),
  check ((revoked_at is null) = (revoked_reason is null))
);
create index session_by_user on users.session (user_id) where revoked_at is null;
create index session_revoked on users.session (revoked_at) where revoked_at is not null;
create index session_expires on users.session (expires_at);

create table users.refresh_token (
  -- SHA-256 of the token. The token itself is nowhere.
  hash bytea primary key check (length(hash) = 32),
  session_id uuid not null references users.session on delete cascade,
  generation integer not null,
  issued_at timestamptz not null
);
create index refresh_token_session on users.refresh_token (session_id);

-- Failed sign-ins by email (known or not) and by address.
create table users.sign_in_throttle (
  -- 'email:' and a SHA-256 in hex, or 'address:' and a network.
  subject text primary key,
  failures integer not null,
  last_attempt_at timestamptz not null,
  blocked_until timestamptz
);
create index sign_in_throttle_age on users.sign_in_throttle (last_attempt_at);

create table users.signing_key (
  kid text primary key,
  -- Raw Ed25519 keys of 32 bytes; the private one is longer where it is sealed.
  public_key bytea not null check (length(public_key) = 32),
  private_key bytea not null,
  sealed boolean not null,
  created_at timestamptz not null
);

-- What an inspector asks for: who did what to an account, when, from where, before and after.
create table users.security_event (
  id uuid primary key,
  at timestamptz not null,
  kind text not null,
  user_id uuid references users.account,
  address text,
  user_agent text,
  detail jsonb not null default '{}'
);
create index security_event_user on users.security_event (user_id, at);
create index security_event_kind on users.security_event (kind, at);

create function users.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'security events are never changed: %', tg_op using errcode = 'WX003';
end $$;
create trigger security_event_is_immutable before update or delete or truncate on users.security_event
  for each statement execute function users.refuse_change();
