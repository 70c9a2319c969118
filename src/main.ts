#!/usr/bin/env node
import './lib/plain-zod.ts';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { Config } from './config/config.ts';
import { BadConfig, EXIT_BAD_CONFIG } from './config/mistake.ts';
import { type ConfigFile, openConfigFile } from './config-file.ts';
import { watchOverLastWords } from './crash.ts';
import { EXPLANATIONS, explainLines } from './explain.ts';
import { redact } from './lib/redact.ts';
import { runLive } from './live.ts';
import { openLog } from './log.ts';
import { packageFor, whyNoPackage } from './package.ts';
import type { Running } from './start.ts';
import { tagsIn } from './tags-file.ts';
import { showPairings } from './terminal.ts';
import { readVersion } from './version.ts';

const HELP = `spotify2mqtt: Spotify players in Home Assistant over MQTT

  spotify2mqtt [--config FILE] [--no-setup]   run the bridge
  spotify2mqtt [--config FILE] --check     only check its configuration
  spotify2mqtt demo [--dashboard-app]      a broker, a pretended Spotify, a box for cards and the bridge, no account needed
  spotify2mqtt simulator [--port 8090]     the pretended Spotify alone
  spotify2mqtt package [ACCOUNT] [--config FILE]   a media_player for Home Assistant's /config/packages, without an integration
  spotify2mqtt backup [FILE] [--config FILE]    tokens, learnt cards and all else of the data folder in one file (- for standard output)
  spotify2mqtt restore FILE [--config FILE]     puts such a file back; the bridge must not run meanwhile (- for standard input)
  spotify2mqtt support [--config FILE]     what helps whoever helps: versions, configuration, health, last events; without secrets
  spotify2mqtt explain ${Object.keys(EXPLANATIONS).join('|')}   what the bridge makes of JSON lines on standard input
  spotify2mqtt --version | --help

Without --config the file is $SPOTIFY2MQTT_CONFIG, else ./config.yaml, ./config/config.yaml or /config/config.yaml, where there is one.
Where it cannot be used, a page asks for what is missing; with --no-setup, or SPOTIFY2MQTT_SETUP=off, the program ends (78).
Every setting can come from the environment too: SPOTIFY2MQTT_MQTT__URL, SPOTIFY2MQTT_SPOTIFY__CLIENT_ID …
`;

const NO_PLACE = `No page can ask for it: user ${process.getuid?.()} may write a config.yaml neither in /config nor in the folder where this was started`;
const EXIT_FAILED = 1;
/** As Node had it before it took 64 KB. */
const POOL_BYTES = 8 * 1024;
const EXIT_USAGE = 64;

const print = (line: string) => console.log(line);

// `explain … | head -1`: whoever listened has heard enough.
process.stdout.on('error', (error) => {
  if (!('code' in error && error.code === 'EPIPE')) throw error;
  process.exit();
});

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof BadConfig) {
    console.error(error.message);
    process.exit(EXIT_BAD_CONFIG);
  }
  console.error(redact(`spotify2mqtt: ${error instanceof Error ? error.message : String(error)}`));
  process.exit(EXIT_FAILED);
}

async function run(args: string[]): Promise<number> {
  const [word, ...rest] = args;
  switch (word) {
    // Loaded when asked for: a bridge needs neither, and starts sooner and smaller without.
    case 'demo': {
      const { runDemo } = await import('./demo.ts');
      await runDemo(rest, print, stopSignal());
      return 0;
    }
    case 'simulator': {
      const { runSimulator } = await import('./simulator/run.ts');
      await runSimulator(rest, print, stopSignal());
      return 0;
    }
    case 'explain':
      return explain(rest);
    case 'package':
      return printPackage(rest);
    case 'backup':
    case 'restore':
      return keep(word, rest);
    case 'support':
      return support(rest);
    default:
      return bridge(args);
  }
}

async function explain([what = '', ...more]: string[]): Promise<number> {
  const begin = Object.hasOwn(EXPLANATIONS, what) ? EXPLANATIONS[what] : undefined;
  if (!begin || more.length > 0) {
    return usage(`explain takes one of ${Object.keys(EXPLANATIONS).join(', ')}`);
  }
  await explainLines(begin(), process.stdin, print);
  return 0;
}

async function bridge(args: string[]): Promise<number> {
  const options = bridgeOptions(args);
  if (typeof options === 'string') return usage(options);
  if (options.help) print(HELP);
  else if (options.version) print(readVersion());
  else {
    const file = openConfigFile(options.config, process.env);
    watchOverLastWords(file);
    if (options.check) print(checked(file.read()));
    else await runBridge(file, options['no-setup'] !== true && process.env.SPOTIFY2MQTT_SETUP !== 'off');
  }
  return 0;
}

async function printPackage(args: string[]): Promise<number> {
  const [first = '', ...more] = args;
  const named = first === '' || first.startsWith('-') ? undefined : first;
  const options = bridgeOptions(named === undefined ? args : more);
  if (typeof options === 'string') return usage(options);
  const config = openConfigFile(options.config, process.env).read();
  const key = named ?? (config.accounts.length === 1 ? config.accounts[0]?.key : undefined) ?? '';
  const yaml = packageFor(config, key);
  if (yaml === undefined) return usage(whyNoPackage(config, key));
  print(yaml.trimEnd());
  return 0;
}

async function keep(word: 'backup' | 'restore', args: string[]): Promise<number> {
  const parsed = fileOptions(args);
  if (typeof parsed === 'string') return usage(parsed);
  const {
    values,
    positionals: [path, ...more],
  } = parsed;
  if (more.length > 0 || (word === 'restore' && path === undefined))
    return usage(`${word} takes ${word === 'restore' ? 'the file of a backup' : 'one file, or none'}`);
  const file = openConfigFile(values.config, process.env);
  const { runBackup, runRestore } = await import('./keep-commands.ts');
  const shell = {
    write: (text: string) => process.stdout.write(text),
    tell: (line: string) => console.error(line),
    input: () => text(process.stdin),
    now: Date.now(),
  };
  if (path !== undefined && word === 'restore') await runRestore(path, file, shell);
  else await runBackup(path, file, shell);
  return 0;
}

async function support(args: string[]): Promise<number> {
  const options = fileOptions(args);
  if (typeof options === 'string') return usage(options);
  if (options.positionals.length > 0) return usage('support prints; right would be support > support.md');
  const { supportText } = await import('./support.ts');
  print((await supportText(openConfigFile(options.values.config, process.env))).trimEnd());
  return 0;
}

function fileOptions(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { config: { type: 'string' } } });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function bridgeOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        config: { type: 'string' },
        check: { type: 'boolean' },
        'no-setup': { type: 'boolean' },
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Reads tags.yaml too. Throws BadConfig where that has mistakes. */
function checked(config: Config): string {
  const tags = tagsIn(config);
  const cards = tags.length === 0 ? '' : `, ${tags.length} card(s) in ${config.tags.file}`;
  return `The configuration is right: ${config.accounts.length} account(s)${cards}.`;
}

function usage(wrong: string): number {
  console.error(`spotify2mqtt: ${wrong}\n\n${HELP}`);
  return EXIT_USAGE;
}

/** `maySetUp`: where the configuration cannot be used, the page asks for another one instead of ending. */
async function runBridge(file: ConfigFile, maySetUp: boolean): Promise<void> {
  const mayWait = maySetUp && file.path !== undefined;
  const config = maySetUp ? readOrTell(file) : file.read();
  if (!config && !mayWait) {
    console.error(NO_PLACE);
    process.exit(EXIT_BAD_CONFIG);
  }
  // mqtt-packet keeps a few bytes for each length that a packet ever had, and each holds the whole pool that it was cut from.
  Buffer.poolSize = POOL_BYTES;
  const level = config?.logLevel ?? 'info';
  const log = openLog(level, process.stdout, process.env);
  log.info({ version: readVersion(), node: process.version }, 'spotify2mqtt starts');
  const started = ({ accounts }: Running) => {
    if (process.stdout.isTTY) showPairings(accounts, print);
  };
  await runLive({ file, config, mayWait, log, signal: stopSignal(), started });
  log.info({}, 'spotify2mqtt has stopped');
}

/** The configuration; undefined where it has mistakes, which are told. */
function readOrTell(file: ConfigFile): Config | undefined {
  try {
    return file.read();
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error;
    console.error(error.message);
    return undefined;
  }
}

/** Aborts at SIGTERM or SIGINT; a second one ends the process at once. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      if (stop.signal.aborted) process.exit(EXIT_FAILED);
      stop.abort(new Error(`stopped by ${name}`));
    });
  }
  return stop.signal;
}
