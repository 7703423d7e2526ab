-- The event table is the outbox: consumers read it behind the commits, each from a checkpoint.

-- Where an event stands among all: readable once every transaction up to `horizon` has ended, so
-- that nothing can appear below it any more. It is at least the writer's own transaction id, and at
-- least the highest one that had ended when the row was written. The second keeps a bet's events in
-- their order even if the later one is written by a transaction that began first. For that the row
-- must be written by a statement after the one that locked the bet.
alter table betting.bet_event add column horizon bigint not null default greatest(
  pg_current_xact_id()::text::bigint,
  pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1
);
drop index betting.bet_event_position;
create index bet_event_log on betting.bet_event (horizon, position);

-- What an event consumer reads, under the names that are the same for every service.
create view betting.event_log as
  select bet_id as stream_id, sequence, type, schema_version, payload, recorded_at, horizon, position
    from betting.bet_event;

create table betting.event_consumer (
  name text primary key,
  -- The last event that is done.
  horizon bigint not null default 0,
  position bigint not null default 0,
  -- Streams that wait for an event that fails: [{streamId, sequence, attempts, reason}].
  held jsonb not null default '[]',
  saved_at timestamptz not null default now()
) with (fillfactor = 50);

-- Transaction ids belong to one server. After a dump was restored on another, events whose horizon
-- that server has not reached yet, and all after them, are given one that it has. Consumers go on
-- where they were; some events may come to them twice. Returns how many events were renumbered.
create function betting.renumber_event_log() returns bigint language plpgsql as $$
declare
  next_id bigint;
  new_horizon bigint;
  first_position bigint;
  last_position bigint;
  renumbered bigint;
begin
  lock table betting.bet_event, betting.event_consumer in access exclusive mode;
  next_id := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
  new_horizon := greatest(pg_current_xact_id()::text::bigint, next_id - 1);
  select min(position), max(position) into first_position, last_position
    from betting.bet_event where horizon >= next_id;
  if first_position is null then
    return 0;
  end if;
  update betting.event_consumer c
     set horizon = new_horizon,
         position = least(last_position, (
           select min(e.position) - 1 from betting.bet_event e
            where e.position >= first_position
              and (e.horizon, e.position) > (c.horizon, c.position)))
   where c.horizon >= next_id;
  alter table betting.bet_event disable trigger bet_event_is_immutable;
  update betting.bet_event set horizon = new_horizon where position >= first_position;
  get diagnostics renumbered = row_count;
  alter table betting.bet_event enable trigger bet_event_is_immutable;
  return renumbered;
end $$;
