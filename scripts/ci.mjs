/**
 * What `.ci/run` does: the tests, the tests in a real editor, then format, lint, types and the dependency
 * rules. Ends with `N passed, N failed, N skipped` over all of them, where a check counts as one test.
 * Fails when anything failed, and when the tests on WebGPU or in the editor were skipped or did not run.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, execute, requireSupportedNode } from './bootstrap.mjs';

/** @typedef {{ passed: string[], failed: number, skipped: string[] }} Summary */

const scratch = mkdtempSync(join(tmpdir(), 'iwb-ci-'));
const started = Date.now();
const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const complaints = [];

/** @param {string} title */
function announce(title) {
  console.log(`\n== ${title} (${Math.round((Date.now() - started) / 1000)} s)`);
}

/**
 * Runs an npm script that ends in a mocha run and adds its counts.
 *
 * @param {string} script
 * @returns {Promise<Summary>}
 */
async function npmTest(script) {
  announce(`npm run ${script}`);
  const file = join(scratch, `${script.replace(':', '-')}.json`);
  const status = await execute('npm', ['run', '--silent', script], {
    env: { ...process.env, IWB_TEST_SUMMARY: file },
  });
  /** @type {Summary} */
  const summary = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: [], failed: 0, skipped: [] };
  total.passed += summary.passed.length;
  total.failed += summary.failed;
  total.skipped += summary.skipped.length;
  if (status !== 0 && summary.failed === 0) {
    // It ended before or after its tests: that is a failure of its own.
    total.failed += 1;
    complaints.push(`npm run ${script} ended with ${status}`);
  }
  return summary;
}

/**
 * @param {string} what
 * @param {Summary} summary
 * @param {(name: string) => boolean} belongs
 */
function mustHaveRun(what, summary, belongs) {
  const skipped = summary.skipped.filter(belongs);
  if (skipped.length > 0) complaints.push(`${skipped.length} tests ${what} were skipped`);
  if (!summary.passed.some(belongs)) complaints.push(`no test ${what} passed`);
}

requireSupportedNode();
await ensureInstalled();

const tests = await npmTest('test');
mustHaveRun('on WebGPU', tests, (name) => /webgpu/i.test(name));
const editorTests = await npmTest('test:editor');
mustHaveRun('in the editor', editorTests, () => true);

const { checks } = await import('./check.mjs');
for (const [name, check] of Object.entries(checks)) {
  announce(name);
  if ((await check()) === 0) {
    total.passed += 1;
    console.log(`✓ ${name}`);
  } else {
    total.failed += 1;
    console.log(`✗ ${name}`);
  }
}

rmSync(scratch, { recursive: true });
console.log();
for (const complaint of complaints) console.log(complaint);
if (complaints.length > 0 || total.failed > 0) process.exitCode = 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
