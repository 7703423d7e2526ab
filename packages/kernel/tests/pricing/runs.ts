/** How many cases each property tries: KERNEL_RUNS in the long mode, else a quick number. */
export const runs = { numRuns: Number(process.env.KERNEL_RUNS ?? 200) };
