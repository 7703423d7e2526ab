import { defineConfig } from 'vitest/config';

/** Every property 10,000 times, the comparison with the naive second implementation 100,000 times. */
export default defineConfig({
  test: {
    include: ['packages/kernel/tests/**/*.test.ts'],
    env: { KERNEL_RUNS: '10000' },
    testTimeout: 1_800_000,
  },
});
