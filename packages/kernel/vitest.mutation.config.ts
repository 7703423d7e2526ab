import { defineConfig } from 'vitest/config';

/** The tests that judge a mutant: those of the kernel's money, few random runs, a fixed seed. */
export default defineConfig({
  test: {
    include: ['packages/kernel/tests/*.test.ts'],
    exclude: ['packages/kernel/tests/{bundle,ids-time,readme,worked-cases}.test.ts'],
    setupFiles: ['packages/kernel/tests/oracle/fixed-seed.ts'],
    env: { KERNEL_RUNS: '60' },
    testTimeout: 30_000,
  },
});
