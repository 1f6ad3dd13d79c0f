/** `node scripts/icon.mjs`: draws `extension/icon.png`, which the gallery wants, from `extension/icon.svg`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureInstalled, root } from './bootstrap.mjs';
import { chromium as unpackChromium } from './chromium.mjs';

const editorTests = join(root, 'test/editor');
await ensureInstalled(editorTests);
const { chromium } = createRequire(join(editorTests, 'package.json'))('playwright-core');
const { executable, env } = await unpackChromium();
const browser = await chromium.launch({
  executablePath: executable,
  env: { ...process.env, ...env },
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
  const svg = readFileSync(join(root, 'extension/icon.svg'), 'utf8');
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await page.screenshot({ path: join(root, 'extension/icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
