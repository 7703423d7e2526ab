-- When the present settlement was made; null while the bet is open. Loss limits count by it.
alter table betting.bet add column settled_at timestamptz;
update betting.bet
   set settled_at = to_timestamp((state ->> 'settledAtMs')::bigint / 1000.0)
 where state ->> 'settledAtMs' is not null;
create index bet_customer_settled on betting.bet (customer_id, settled_at) where settled_at is not null;
create index bet_customer_open on betting.bet (customer_id) where status = 'ACCEPTED';
