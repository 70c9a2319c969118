import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** @import { House } from './shapes.d.ts' */

const Context = createContext(/** @type {House | undefined} */ (undefined));

export const HouseProvider = Context.Provider;

/** What every part of the page may use. */
export function useHouse() {
  const house = useContext(Context);
  if (!house) throw new Error('a part of the page outside of its house');
  return house;
}
