/**
 * A mocha reporter for long runs: a line for each top-level suite as it ends, the skipped tests by name,
 * the failures in full, and at the very end `N passed, N failed, N skipped`. With `IWB_TEST_SUMMARY` set
 * it also writes the counts and the names of passed and skipped tests to that file, as JSON.
 */
'use strict';
const { writeFileSync } = require('node:fs');
const mocha = require('mocha');

const { EVENT_RUN_END, EVENT_SUITE_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } =
  mocha.Runner.constants;
const { color, list } = mocha.reporters.Base;

/** @param {{ titlePath(): string[] }} test */
const nameOf = (test) => test.titlePath().join(' › ');

class SummaryReporter extends mocha.reporters.Base {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    /** @type {string[]} */
    const passed = [];
    /** @type {string[]} */
    const skipped = [];
    /** What happened since the last line was printed. */
    let suite = { passed: 0, failed: 0, skipped: 0, ms: 0 };
    runner.on(EVENT_TEST_PASS, (test) => {
      passed.push(nameOf(test));
      suite.passed += 1;
      suite.ms += test.duration ?? 0;
    });
    runner.on(EVENT_TEST_FAIL, (test) => {
      suite.failed += 1;
      suite.ms += test.duration ?? 0;
      console.log(color('fail', `  ✗ ${nameOf(test)}`));
    });
    runner.on(EVENT_TEST_PENDING, (test) => {
      skipped.push(nameOf(test));
      suite.skipped += 1;
    });
    runner.on(EVENT_SUITE_END, (ended) => {
      // By its title: in parallel runs a suite arrives as data, without its parents.
      if (ended.root || ended.fullTitle() !== ended.title) return;
      const mark = suite.failed > 0 ? color('fail', '✗') : color('checkmark', '✓');
      const notes = [
        suite.failed > 0 ? `${suite.failed} failed` : '',
        suite.skipped > 0 ? `${suite.skipped} skipped` : '',
        suite.ms >= 1000 ? `${(suite.ms / 1000).toFixed(1)} s` : '',
      ].filter(Boolean);
      const tail = notes.length > 0 ? ` (${notes.join(', ')})` : '';
      console.log(`${mark} ${ended.title} ${color('pass', `${suite.passed}${tail}`)}`);
      suite = { passed: 0, failed: 0, skipped: 0, ms: 0 };
    });
    runner.once(EVENT_RUN_END, () => {
      if (this.failures.length > 0) list(this.failures);
      for (const name of skipped) console.log(color('pending', `skipped: ${name}`));
      const failed = this.failures.length;
      const summary = process.env.IWB_TEST_SUMMARY;
      if (summary) writeFileSync(summary, JSON.stringify({ passed, failed, skipped }));
      console.log(`${passed.length} passed, ${failed} failed, ${skipped.length} skipped`);
    });
  }
}

module.exports = SummaryReporter;
