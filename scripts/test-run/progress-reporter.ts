import type { Reporter, TestModule } from 'vitest/node';

const everyMs = 15_000;

/** A sign of life now and then: the reporter beside it speaks of failures only. */
export default class ProgressReporter implements Reporter {
  #files = 0;
  #filesInAll = 0;
  #tests = 0;
  #failed = 0;
  #toldAt = performance.now();

  onTestRunStart(specifications: readonly unknown[]): void {
    this.#filesInAll = specifications.length;
  }

  onTestModuleEnd(module: TestModule): void {
    this.#files += 1;
    this.#tests += [...module.children.allTests()].length;
    if (module.state() === 'failed') this.#failed += 1;
    if (performance.now() - this.#toldAt < everyMs) return;
    this.#toldAt = performance.now();
    const failed = this.#failed === 0 ? '' : `, ${this.#failed} of them failed`;
    console.log(`  ${this.#files} of ${this.#filesInAll} files, ${this.#tests} tests${failed}`);
  }
}
