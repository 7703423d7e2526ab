/** PostgreSQL settings by name, as they would stand in postgresql.conf. */
export type ServerSettings = Readonly<Record<string, string>>;

/** Sized for a small machine (two cores, a few GB) that runs Winnex beside it. */
const modest: ServerSettings = {
  max_connections: '100',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  // Rare, spread-out checkpoints: each one makes every page's first change cost a full page of WAL.
  checkpoint_timeout: '15min',
  max_wal_size: '1GB',
  min_wal_size: '160MB',
  wal_compression: 'pglz',
  // Compiling a plan costs more than running the short statements of a sportsbook.
  jit: 'off',
  // Parallel queries take memory from /dev/shm, 64 MB in a container, and cores that bets need.
  max_parallel_workers_per_gather: '0',
  // Partitioned tables lock each partition that a statement touches.
  max_locks_per_transaction: '256',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  cluster_name: 'winnex',
};

/**
 * An answer means that it is on disk. With synchronous_commit off a kill loses acknowledged bets.
 */
const durable: ServerSettings = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

/** For servers that are thrown away: nothing in them is worth a wait for the disk. */
const throwaway: ServerSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  // A background worker inside a template database would keep it from being copied.
  autovacuum: 'off',
};

/**
 * What the server starts with; later ones win: sizes, durability, the caller's, then what must not
 * be changed.
 */
export const serverSettings = (
  port: number,
  isDurable: boolean,
  own: ServerSettings = {},
): ServerSettings => ({
  ...modest,
  ...(isDurable ? durable : throwaway),
  ...own,
  port: String(port),
  listen_addresses: '127.0.0.1',
  // The socket lies in the data folder, closed to other accounts and free of the limit on path
  // length.
  unix_socket_directories: '.',
});
