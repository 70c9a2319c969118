/** @import { Account, Device, Happened, Player, Reader, Scene, Tags } from './shapes.d.ts' */

const MOST_HAPPENINGS = 50;

/** @type {Scene} */
export const EMPTY_SCENE = {
  connection: 'connecting',
  bridge: null,
  accounts: {},
  players: {},
  devices: {},
  tags: { tags: [], unknown: [], learning: null },
  readers: [],
  happened: [],
};

/**
 * The scene after a piece of news (`event:` and `data:` of `/api/events`). Unknown news change nothing.
 * @param {Scene} scene
 * @param {string} name
 * @param {any} data
 * @returns {Scene}
 */
export function withNews(scene, name, data) {
  switch (name) {
    case 'bridge':
      return { ...scene, bridge: data };
    case 'account': {
      /** @type {Account} */
      const account = data;
      return { ...scene, accounts: { ...scene.accounts, [account.key]: account } };
    }
    case 'player': {
      /** @type {{ account: string, player: Player }} */
      const { account, player } = data;
      return { ...scene, players: { ...scene.players, [account]: player } };
    }
    case 'devices': {
      /** @type {{ account: string, devices: readonly Device[] }} */
      const { account, devices } = data;
      return { ...scene, devices: { ...scene.devices, [account]: devices } };
    }
    case 'tags': {
      /** @type {Tags} */
      const { tags, unknown, learning } = data;
      return { ...scene, tags: { tags, unknown, learning } };
    }
    case 'readers': {
      /** @type {{ readers: readonly Reader[] }} */
      const { readers } = data;
      return { ...scene, readers };
    }
    case 'happened': {
      /** @type {Happened} */
      const happened = data;
      // Told already, before the connection broke.
      if (scene.happened.some(({ id }) => id !== undefined && id === happened.id)) return scene;
      return { ...scene, happened: [happened, ...scene.happened].slice(0, MOST_HAPPENINGS) };
    }
    default:
      return scene;
  }
}

/** What is told by name; all at once at each connection, then whenever it changes. */
export const NEWS = ['bridge', 'account', 'player', 'devices', 'tags', 'readers', 'happened'];
