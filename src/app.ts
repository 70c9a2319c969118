#!/usr/bin/env node
import './lib/plain-zod.ts';
import { readFileSync } from 'node:fs';
import { askForBroker } from './adapters/supervisor/broker.ts';
import { startApp, thisProcess } from './app-start.ts';
import { BadConfig, EXIT_BAD_CONFIG } from './config/mistake.ts';
import { systemClock } from './lib/clock.ts';
import { openLog } from './log.ts';

/** Where the App of Home Assistant begins (app/Dockerfile); it ends as the bridge that main.ts starts. */

/** The user `node` of the image. */
const NODE = { id: 1000, home: '/home/node' };
const SUPERVISOR = 'http://supervisor';

const log = openLog('info', process.stdout, process.env);

try {
  await startApp({
    env: process.env,
    person: thisProcess(NODE.id, NODE.id, NODE.home),
    folders: ['/data', '/config'],
    optionsFile: '/data/options.json',
    readFile: (path) => readFileSync(path, 'utf8'),
    ask: (token) => askForBroker({ url: SUPERVISOR, token, clock: systemClock }),
    log,
  });
} catch (error) {
  if (!(error instanceof BadConfig)) throw error;
  console.error(error.message);
  process.exit(EXIT_BAD_CONFIG);
}
await import('./main.ts');
