/** @import { Scene } from './shapes.d.ts' */

/** How long what was pressed is shown after the bridge took it, where no news confirm or deny it. */
const PATIENCE_MS = 2_500;

/**
 * What was pressed, shown at once over what the bridge told last, until it tells better.
 * @param {() => void} changed
 */
export function makeWishes(changed) {
  /** @type {Map<string, Map<string, { value: unknown, taken: boolean }>>} */
  const byAccount = new Map();

  /**
   * Shows `values` of the account's player. The answer is to be told to what is returned.
   * @param {string} account
   * @param {Readonly<Record<string, unknown>>} values
   * @returns {(ok: boolean) => void}
   */
  const wish = (account, values) => {
    const wishes = byAccount.get(account) ?? new Map();
    byAccount.set(account, wishes);
    const own = Object.entries(values).map(([name, value]) => {
      const one = { value, taken: false };
      wishes.set(name, one);
      return { name, one };
    });
    changed();
    const end = () => {
      for (const { name, one } of own) if (wishes.get(name) === one) wishes.delete(name);
      changed();
    };
    return (ok) => {
      if (!ok) return end();
      for (const { one } of own) one.taken = true;
      setTimeout(end, PATIENCE_MS);
    };
  };

  /**
   * The bridge told something of the account: what it took before that is settled.
   * @param {string} account
   */
  const settle = (account) => {
    const wishes = byAccount.get(account);
    for (const [name, { taken }] of wishes ?? []) if (taken) wishes?.delete(name);
  };

  /**
   * @param {Scene} scene
   * @returns {Scene}
   */
  const over = (scene) => {
    const players = { ...scene.players };
    const accounts = { ...scene.accounts };
    for (const [key, wishes] of byAccount) {
      const values = Object.fromEntries([...wishes].map(([name, { value }]) => [name, value]));
      // These are of the account, all else of its player.
      const { liked, sleep, ...rest } =
        /** @type {{ liked?: boolean, sleep?: Scene['accounts'][string]['sleep'] }} */ (values);
      const player = players[key];
      const account = accounts[key];
      if (player) players[key] = { ...player, ...rest };
      if (account)
        accounts[key] = {
          ...account,
          ...(liked !== undefined && { liked }),
          ...(sleep !== undefined && { sleep }),
        };
    }
    return { ...scene, players, accounts };
  };

  return { wish, settle, over };
}
