#!/usr/bin/env node
// Listens to go-librespot or to Spotify Soloist, and calls a hook for each event as librespot does, its name in PLAYER_EVENT. Needs
// Node 22 or newer, and nothing else.
//
//   node events.mjs ws://127.0.0.1:3678/events /usr/local/bin/spotify2mqtt-hint    # go-librespot, server.enabled: true
//   node events.mjs ws://127.0.0.1:9090 /usr/local/bin/spotify2mqtt-hint           # soloist --ws 127.0.0.1:9090
//
// It ends when the connection does: whoever started it starts it again (Restart=always).
import { spawn } from 'node:child_process';

const [, , url = '', hook = ''] = process.argv;
if (url === '' || hook === '') {
  console.error('usage: events.mjs ws://HOST:PORT/events HOOK');
  process.exit(64);
}

// One call after the other, as librespot does. Of a slider's many events that come meanwhile one is enough.
/** @type {Set<string>} */
const waiting = new Set();
let calling = false;

/** @param {string} event */
function tell(event) {
  waiting.add(event);
  if (!calling) callNext();
}

function callNext() {
  const [event] = waiting;
  calling = event !== undefined;
  if (event === undefined) return;
  waiting.delete(event);
  const child = spawn(hook, [], { env: { ...process.env, PLAYER_EVENT: event }, stdio: 'inherit' });
  child.on('close', callNext);
  child.on('error', ({ message }) => {
    console.error(message);
    process.exit(1);
  });
}

/** @param {unknown} text */
function typeOf(text) {
  try {
    const { type } = JSON.parse(String(text));
    return typeof type === 'string' ? type : undefined;
  } catch {
    return undefined;
  }
}

const socket = new WebSocket(url);
// The speaker is there: perhaps somebody waits for it.
socket.addEventListener('open', () => tell('started'));
socket.addEventListener('message', ({ data }) => {
  const event = typeOf(data);
  if (event !== undefined) tell(event);
});
socket.addEventListener('close', () => {
  console.error(`the connection to ${url} is gone`);
  process.exitCode = 1;
});
