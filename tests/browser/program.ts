import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

export interface Program {
  readonly url: string;
  readonly dataDir: string;
  /** Stops it as Ctrl-C does, and removes its data. */
  stop(): Promise<void>;
}

/** Starts the whole product on a data folder of its own and a free port. */
export async function startProgram(settings: readonly string[]): Promise<Program> {
  const dataDir = mkdtempSync(join(tmpdir(), 'winnex-browser-'));
  const flags = [...settings, 'server.port=0', 'log.level=warn'].flatMap((flag) => ['--set', flag]);
  const child = spawn(process.execPath, [main, 'serve', '--data-dir', dataDir, ...flags], {
    // Not the developer's own settings: a DATABASE_URL would be used.
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await readUrl(child);
  return {
    url,
    dataDir,
    async stop() {
      child.kill('SIGINT');
      await exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function readUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /open for bets at (\S+)/.exec(output);
      if (found?.[1] !== undefined) resolve(found[1]);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`it stopped with ${code}:\n${output}`)));
  });
}
