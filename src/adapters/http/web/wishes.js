/** @import { Scene } from './shapes.d.ts' */

/** How long what was pressed is shown after the bridge took it, where no news confirm or deny it. */
const PATIENCE_MS = 2_500;

/** What was pressed, shown at once over what the bridge told last, until it tells better. */
export class Wishes {
  /** @type {Map<string, Map<string, { value: unknown, taken: boolean }>>} */
  #wishes = new Map();
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /**
   * Shows `values` of the account's player. The answer is to be told to what is returned.
   * @param {string} account
   * @param {Readonly<Record<string, unknown>>} values
   * @returns {(ok: boolean) => void}
   */
  wish(account, values) {
    const wishes = this.#wishes.get(account) ?? new Map();
    this.#wishes.set(account, wishes);
    const own = Object.entries(values).map(([name, value]) => {
      const wish = { value, taken: false };
      wishes.set(name, wish);
      return { name, wish };
    });
    this.#changed();
    const end = () => {
      for (const { name, wish } of own) if (wishes.get(name) === wish) wishes.delete(name);
      this.#changed();
    };
    return (ok) => {
      if (!ok) return end();
      for (const { wish } of own) wish.taken = true;
      setTimeout(end, PATIENCE_MS);
    };
  }

  /**
   * The bridge told something of the account: what it took before that is settled.
   * @param {string} account
   */
  settle(account) {
    const wishes = this.#wishes.get(account);
    for (const [name, { taken }] of wishes ?? []) if (taken) wishes?.delete(name);
  }

  /**
   * @param {Scene} scene
   * @returns {Scene}
   */
  over(scene) {
    const players = { ...scene.players };
    const accounts = { ...scene.accounts };
    for (const [key, wishes] of this.#wishes) {
      const values = Object.fromEntries([...wishes].map(([name, { value }]) => [name, value]));
      const { liked, sleep, ...rest } = values;
      const player = players[key];
      const account = accounts[key];
      if (player) players[key] = { ...player, ...rest };
      if (account && liked !== undefined) accounts[key] = { ...account, liked: liked === true };
      const shown = accounts[key];
      if (shown && sleep !== undefined) accounts[key] = { ...shown, sleep: /** @type {any} */ (sleep) };
    }
    return { ...scene, players, accounts };
  }
}
