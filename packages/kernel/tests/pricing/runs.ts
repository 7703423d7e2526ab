/** How many cases each property tries: KERNEL_RUNS in the long mode, else a quick number. */
export const runs = { numRuns: Number(process.env.KERNEL_RUNS ?? 200) };
/** The same for properties that go through every way a match can end. */
export const slowRuns = { numRuns: Number(process.env.KERNEL_RUNS ?? 40) };
