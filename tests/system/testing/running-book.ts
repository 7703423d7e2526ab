import { join } from 'node:path';
import { readPostmaster } from '../../../server/src/platform/database/embedded/postmaster.ts';
import { type ApiClient, apiClient } from './api-client.ts';
import { eventually } from './eventually.ts';
import { type Ended, type Program, startProgram } from './program.ts';

/** `winnex serve`, ready for bets on a season fast enough to see matches end. */
export interface RunningBook {
  readonly url: string;
  readonly program: Program;
  readonly api: ApiClient;
  /** From the start of the process to the first 200 of `/readyz`. */
  readonly readyMs: number;
  /** As Ctrl-C does. */
  stop(): Promise<Ended>;
}

export async function startBook(options: {
  readonly dataDir?: string;
  readonly databaseUrl?: string;
  readonly set?: readonly string[];
}): Promise<RunningBook> {
  const { dataDir, databaseUrl, set = [] } = options;
  const settings = ['log.format=json', 'log.level=warn', 'season.speed=600', ...set];
  const startedAt = performance.now();
  const program = startProgram(
    [
      ['serve', '--port', '0'],
      dataDir === undefined ? [] : ['--data-dir', dataDir],
      settings.flatMap((setting) => ['--set', setting]),
    ].flat(),
    databaseUrl === undefined ? {} : { env: { DATABASE_URL: databaseUrl } },
  );
  let hasEnded = false;
  void program.ended.then(() => {
    hasEnded = true;
  });
  const url = await eventually('the address', async () => {
    if (hasEnded) throw new Error(`winnex serve has ended: ${program.stderr()}`);
    return /open for bets at (\S+)/.exec(program.stdout())?.[1] ?? null;
  });
  const api = apiClient(url);
  await eventually('ready', async () => (await api.get('/readyz')).status === 200 || null);
  return {
    url,
    program,
    api,
    readyMs: performance.now() - startedAt,
    stop() {
      program.kill('SIGINT');
      return program.ended;
    },
  };
}

/** The process id of the PostgreSQL that says it runs on a data folder, or null. */
export const postgresPid = (dataDir: string): number | null =>
  readPostmaster(join(dataDir, 'postgres'))?.pid ?? null;
