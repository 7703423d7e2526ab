import { startEmbeddedPostgres } from '../embedded/embedded-postgres.ts';

// A Winnex of its own, for tests that kill it: starts the server on the folder named and waits.
const { url, pid } = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' });
process.stdout.write(`${JSON.stringify({ url, pid })}\n`);
setInterval(() => {}, 60_000);
