import type { Tag } from './core/tag.ts';
import { BOX, EMPTY_CARD } from './demo-box.ts';

/** What the demo says first: what is where, and what to try. */
export function introduction(at: {
  address: string;
  port: number;
  pages: number;
  spotify: string;
  control: string;
  paired: boolean;
  cards: readonly Tag[];
  keys: boolean;
}): string {
  const client = (what: string) => `npx mqtt ${what} -h 127.0.0.1 -p ${at.port}`;
  const pages = `http://${at.address}:${at.pages}`;
  const first = at.paired
    ? 'Open the page, and try'
    : `First pair it: open the link below in a browser (the pretended Spotify believes everybody). Then open the page, and try`;
  const byHand = at.keys
    ? `Or lay a card on the box: type its number and Enter.\n${cardMenu(at.cards)}\n\n`
    : '';
  return `
spotify2mqtt demo: a whole house on this machine, no account needed. Ctrl+C ends it, nothing is kept.

  MQTT broker        mqtt://${at.address}:${at.port}   (no password, MQTT 3.1.1)
  pretended Spotify  ${at.spotify}   (something plays in its kitchen)
  bridge             account "family", topics under spotify2mqtt/family/
  its page           ${pages}   (open it in a browser: a player)
  a box for cards    topics under spotify2mqtt/reader/${BOX}/, its cards at ${pages}/tags

${first}, in another terminal in this folder:
  ${client('sub')} -v -t 'spotify2mqtt/#'              everything that is said
  ${client('pub')} -t spotify2mqtt/family/command -m next
  ${client('pub')} -t spotify2mqtt/family/volume/set -m 15
  ${client('pub')} -t spotify2mqtt/reader/${BOX}/tag -m ${at.cards[0]?.uid}      a card plays
  ${client('pub')} -t spotify2mqtt/reader/${BOX}/tag -m ${EMPTY_CARD}   one that waits at ${pages}/tags for something to do
  curl -X POST ${at.control}/act -H 'content-type: application/json' -d '{"action":"next"}'   somebody skips on the phone

${byHand}With Home Assistant: add its MQTT integration with broker ${at.address}, port ${at.port}, protocol 3.1.1;
the devices "Spotify Family" and "Box" appear by themselves.
`;
}

function cardMenu(cards: readonly Tag[]): string {
  const rows = [...cards.map(({ name }) => name), 'a card that nobody knows yet', 'lift the card'];
  const numbers = [...cards.map((_, at) => at + 1), cards.length + 1, 0];
  return rows.map((row, at) => `  ${numbers[at]}   ${row}`).join('\n');
}
