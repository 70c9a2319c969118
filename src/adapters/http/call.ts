import type { Visit } from '../../core/pairing.ts';
import type { Texts } from './texts/texts.ts';

/** A request as the pages see it. */
export interface Call {
  texts: Texts;
  visit: Visit;
  /** What stands before every path of ours in the browser's address; empty, or begins with a slash. */
  base: string;
  /** Came through Home Assistant, which has asked who it is. */
  ingress: boolean;
  /** The browser speaks https with us, so far as we know. */
  secure: boolean;
  /** There are players for Home Assistant's packages. */
  hasPackages: boolean;
  /** There are pages for settings. */
  hasSettings: boolean;
  /** The bridge waits for a configuration: there are no other pages. */
  isWaiting: boolean;
  /** There are pages for tags. */
  hasTags: boolean;
  /** Where pictures may come from. */
  covers: readonly string[];
  /** What the browser may have called us, as `name:port`. */
  hosts: readonly string[];
}
