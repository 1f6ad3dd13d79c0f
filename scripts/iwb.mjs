#!/usr/bin/env node
/**
 * The command `iwb` of a clone (`npx iwb VERB …`): installs what is missing and builds what is older than
 * its sources, as `npm start` does, then runs in the caller's folder. What it says itself goes to standard
 * error.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, requireSupportedNode, root } from './bootstrap.mjs';

requireSupportedNode();
await ensureInstalled();
const { buildCommand, isCommandBuilt } = await import('./build.mjs');
if (!isCommandBuilt()) await buildCommand();
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(root, 'dist/iwb.js')).href);
