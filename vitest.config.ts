import { defineConfig } from 'vitest/config';

const limits = { pool: 'forks', testTimeout: 30_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    projects: [
      {
        // Pure code: no database, no network.
        test: {
          ...limits,
          name: 'pure',
          include: [
            'packages/*/tests/**/*.test.ts',
            'web/src/**/*.test.ts',
            'tests/architecture/**/*.test.ts',
          ],
        },
      },
      {
        // One embedded PostgreSQL for the run, one database for each test file.
        test: {
          ...limits,
          name: 'server',
          include: ['server/src/**/*.test.ts', 'tests/system/**/*.test.ts'],
          globalSetup: ['server/src/platform/database/testing/global-setup.ts'],
        },
      },
      {
        // The product in a real browser; skipped where there is no Chromium.
        test: { ...limits, name: 'browser', include: ['tests/browser/**/*.test.ts'] },
      },
    ],
  },
});
