/**
 * Brings a clone to where its commands can run: installs a folder's npm dependencies when what lies in
 * its `node_modules` is not what its lockfile asks for. Plain Node, because it runs when nothing else is
 * there yet. `node scripts/bootstrap.mjs [FOLDER…]` installs the given folders, or the root. What it says
 * goes to standard error: the output of a command may come after it.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = resolve(fileURLToPath(import.meta.url), '..', '..');

const oldestNode = [20, 19];

/**
 * Runs a command to its end and says now and then that it is still at it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, progress?: string, quiet?: boolean }} [options]
 *   `progress` is what the heartbeat says; with `quiet` the command's output shows only if it fails.
 * @returns {Promise<number>} the exit status
 */
export function execute(command, args, options = {}) {
  const started = Date.now();
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32',
    });
    /** @type {Buffer[]} */
    const held = [];
    child.stdout?.on('data', (chunk) => held.push(chunk));
    child.stderr?.on('data', (chunk) => held.push(chunk));
    const beat = options.progress
      ? setInterval(() => {
          console.error(`  ${options.progress}… ${Math.round((Date.now() - started) / 1000)} s`);
        }, 10_000)
      : undefined;
    child.on('error', (error) => {
      clearInterval(beat);
      fail(error);
    });
    child.on('close', (code, signal) => {
      clearInterval(beat);
      const status = code ?? 1;
      if (signal) console.error(`${command} ended by ${signal}`);
      if (status !== 0 && options.quiet) process.stderr.write(Buffer.concat(held));
      done(status);
    });
  });
}

/**
 * The packages that a folder's lockfile asks for and `node_modules` lacks or has in another version. npm
 * records what it installed in a lockfile of its own inside `node_modules`; comparing the two needs no
 * stamp of ours and stays right when somebody runs npm by hand.
 *
 * @param {string} folder
 * @returns {string[] | undefined} undefined when nothing is installed at all
 */
function outdatedPackages(folder) {
  const installedLock = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) return undefined;
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages;
  /** @type {string[]} */
  const outdated = [];
  for (const [path, entry] of Object.entries(wanted)) {
    // Workspaces and the root are the clone itself; an optional package may be another platform's.
    if (!path.includes('node_modules/') || entry.optional) continue;
    if (installed[path]?.version !== entry.version) outdated.push(path);
  }
  return outdated;
}

/**
 * Installs a folder's dependencies if they are not the lockfile's.
 *
 * @param {string} [folder]
 * @returns {Promise<boolean>} whether anything was installed
 */
export async function ensureInstalled(folder = root) {
  const outdated = outdatedPackages(folder);
  if (outdated?.length === 0) return false;
  const name = relative(root, folder) || 'the workbench';
  console.error(
    outdated === undefined
      ? `Installing the packages of ${name} (the first time takes a minute)`
      : `Installing the packages of ${name}: ${outdated.length} changed in package-lock.json`,
  );
  const started = Date.now();
  const status = await execute('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    progress: 'npm ci',
    quiet: true,
  });
  if (status !== 0) {
    throw new Error(`npm ci failed in ${name}: its output stands above`);
  }
  console.error(`  installed in ${Math.round((Date.now() - started) / 1000)} s`);
  return true;
}

/** Ends the process with a clear line when this Node is older than the workbench supports. */
export function requireSupportedNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(
    `IREE Workbench needs Node ${oldestNode.join('.')} or newer; this is Node ${process.versions.node}.`,
  );
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  requireSupportedNode();
  const folders = process.argv.slice(2);
  for (const folder of folders.length > 0 ? folders : ['.']) {
    await ensureInstalled(resolve(root, folder));
  }
}
