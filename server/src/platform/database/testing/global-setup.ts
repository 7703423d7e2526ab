import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

const servicesFolder = fileURLToPath(new URL('../../../services', import.meta.url));

/**
 * Gives a whole vitest run one PostgreSQL; `WINNEX_TEST_DATABASE_URL` names one of yours instead.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const existingUrl = process.env.WINNEX_TEST_DATABASE_URL;
  const { stop, ...server } = await startTestServer(servicesFolder, existingUrl);
  project.provide('testServer', server);
  return stop;
}
