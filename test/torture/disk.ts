import { execFileSync } from 'node:child_process';
import { chownSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openRoom, type Room } from './room.ts';
import type { How, Row } from './trial.ts';

const NOBODY = 65_534;
const ROOM_KB = 256;
const CARD = '04-72-90-BA-AD-6C-81';
const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';
/** The heap that is left to a bridge which uses 30 MB of it in peace. */
const HEAP_MB = 48;
/** Each takes a few seconds; the storm a minute. */
const LONGEST_MS = 180_000;
const STORM = { long: 20_000, short: 500 };

interface Case {
  what: string;
  /** Needs root: to mount a file system, or to be somebody else. */
  root?: true;
  mountedKb?: number;
  /** Resolves with what is worth telling. */
  run(room: Room, fault: (what: string) => void, how: How): Promise<string>;
}

const CASES: readonly Case[] = [
  {
    what: 'disk full at the start',
    root: true,
    mountedKb: ROOM_KB,
    run: (room, fault) => {
      room.fill();
      return refuses(room, fault, 'the disk is full; make room');
    },
  },
  {
    what: 'disk full while it runs: a card is taught, the token rotates',
    root: true,
    mountedKb: ROOM_KB,
    async run(room, fault) {
      const bridge = room.start();
      await room.plays();
      room.fill();
      const answer = await room.ask('bridge/request/tags/set', { uid: CARD, does: ALBUM });
      if (!answer.includes('"ok":true')) fault(`teaching a card: ${answer}`);
      await bridge.printed('could not be written');
      room.spotify.simulator.fault({ kind: 'token_missing' });
      const volume = await room.ask('family/command', { command: 'volume', volume: 33 });
      if (!volume.includes('"ok":true')) fault(`a command with a disk that is full: ${volume}`);
      await bridge.printed('could not be stored');
      room.free();
      if ((await bridge.stop()) !== 0) fault(`it did not end well: ${bridge.output}`);
      const kept = readFileSync(join(room.data, 'tags.json'), 'utf8');
      if (!kept.includes(CARD.replaceAll('-', ''))) fault('the card that was taught meanwhile is lost');
      // The token that was given while the disk was full is the only one that is good.
      const again = room.start();
      await again.printed('Connected to the MQTT broker');
      const next = await room.ask('family/command', { command: 'volume', volume: 21 });
      if (!next.includes('"ok":true')) fault(`after the restart: ${next}`);
      await again.stop();
      return `"${lineWith(bridge.output, 'could not be written')}", "${lineWith(bridge.output, 'could not be stored')}"; card and token are there after a restart`;
    },
  },
  {
    what: 'read-only data folder',
    root: true,
    mountedKb: ROOM_KB,
    run: (room, fault) => {
      execFileSync('mount', ['-o', 'remount,ro', room.data]);
      return refuses(room, fault, 'it is on a read-only file system; mount it writable');
    },
  },
  {
    what: "another user's folder",
    root: true,
    run: (room, fault) =>
      refuses(room, fault, `it belongs to user 0, this process runs as user ${NOBODY}; chown it`, NOBODY),
  },
  {
    what: "another user's token in a folder of ours",
    root: true,
    async run(room, fault) {
      const path = join(room.data, 'token-family.json');
      writeFileSync(path, '{"precious":true}', { mode: 0o600 });
      chownSync(room.data, NOBODY, NOBODY);
      const told = await refuses(
        room,
        fault,
        'token-family.json cannot be read: it belongs to user 0',
        NOBODY,
      );
      if (readFileSync(path, 'utf8') !== '{"precious":true}') fault('the token was touched');
      return told;
    },
  },
  {
    what: 'two processes on one folder',
    async run(room, fault) {
      const first = room.start();
      await room.plays();
      const told = await refuses(room, fault, 'is in use by another bridge');
      const answer = await room.ask('family/command', { command: 'volume', volume: 33 });
      if (!answer.includes('"ok":true')) fault(`the first one after that: ${answer}`);
      await first.stop();
      return told;
    },
  },
  {
    what: `memory pressure: ${HEAP_MB} MB of heap and a storm of commands, half of them huge`,
    async run(room, fault, { short }) {
      const bridge = room.start({ node: [`--max-old-space-size=${HEAP_MB}`] });
      await room.plays();
      const storm = short ? STORM.short : STORM.long;
      const huge = JSON.stringify({ command: 'x'.repeat(100_000) });
      for (let nth = 0; nth < storm; nth += 100) {
        for (let one = 0; one < 100; one++)
          room.client.publish('spotify2mqtt/family/command', one % 2 ? `volume ${one}` : huge);
        // No slider's: that is answered twice a second at first and then every other second.
        await Promise.race([
          room.ask('family/command', { command: 'shuffle', shuffle: nth % 200 === 0 }),
          bridge.ended,
        ]);
      }
      const answer = await Promise.race([
        room.ask('family/command', { command: 'pause' }),
        bridge.ended.then(() => bridge.output.slice(-500)),
      ]);
      if (!answer.includes('"ok":true')) fault(`after the storm: ${answer}`);
      if ((await bridge.stop()) !== 0) fault('it did not end well');
      return `${storm} commands, all of it lived through`;
    },
  },
];

/** Disks that are full, read-only or somebody else's, two bridges on one folder, and little memory: the program itself, as a process. */
export async function tortureDisk(how: How): Promise<Row[]> {
  const isRoot = process.getuid?.() === 0;
  const rows: Row[] = [];
  for (const { what, root, run, ...where } of CASES) {
    if (root && !isRoot) {
      rows.push({ what, times: 0, faults: [], detail: 'left out: only root can do that' });
      continue;
    }
    const faults: string[] = [];
    const room = await openRoom(where);
    const over = pause(LONGEST_MS, undefined, { ref: false }).then(() => {
      throw new Error(`not done within ${LONGEST_MS / 1_000} s`);
    });
    const detail = await Promise.race([run(room, (text) => faults.push(text), how), over]).catch(
      (error: unknown) => {
        faults.push(error instanceof Error ? error.message : String(error));
        return '';
      },
    );
    await room.close();
    rows.push({ what, times: 1, faults, detail });
  }
  return rows;
}

/** Starts a bridge that must not start, and must say why. */
async function refuses(
  room: Room,
  fault: (what: string) => void,
  words: string,
  user?: number,
): Promise<string> {
  const bridge = room.start(user === undefined ? {} : { user });
  const code = await bridge.ended;
  const line = lineWith(bridge.output, words);
  if (code !== 1 || line === '') fault(`it ended with ${code} and said: ${bridge.output.trim().slice(-600)}`);
  return `"${line.replaceAll(room.data, '…/data')}"`;
}

function lineWith(output: string, words: string): string {
  const line = output.split('\n').find((one) => one.includes(words)) ?? '';
  const message: unknown = line.startsWith('{') ? JSON.parse(line).msg : undefined;
  return typeof message === 'string' ? message : line;
}
