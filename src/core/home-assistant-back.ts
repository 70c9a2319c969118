import { BadPayload } from './problem.ts';
import { quote } from './values.ts';

/** Where Home Assistant lets Spotify send a browser back to, and the state by which it knows it again. */

/** The page that forwards to a house's own Home Assistant (core, helpers/config_entry_oauth2_flow.py). */
const FORWARDER = 'https://my.home-assistant.io/redirect/oauth';
const CALLBACK = '/auth/external/callback';

/** Home Assistant's state is a JWT of some 300 characters; a short one could be guessed. */
const SHORTEST = 16;
const LONGEST = 1_000;

/** Throws BadPayload for what is none of Home Assistant's. */
export function checkBack(redirectUri: string, state: string): void {
  if (!isBack(redirectUri)) {
    throw new BadPayload(
      `redirect_uri ${quote(redirectUri)} is none of Home Assistant's; right would be ${FORWARDER} or https://<its address>${CALLBACK}`,
    );
  }
  if (state.length < SHORTEST || state.length > LONGEST || !/^[\w.~-]+$/.test(state)) {
    throw new BadPayload(
      `state takes ${SHORTEST} to ${LONGEST} letters, digits and any of - . _ ~, as Home Assistant makes it; got ${state.length}`,
    );
  }
}

function isBack(text: string): boolean {
  if (text === FORWARDER) return true;
  const url = URL.parse(text);
  // Written plainly, so that nothing hides in it: no user, port as it is, no query, no fragment.
  const isWeb = url !== null && /^https?:$/.test(url.protocol);
  return isWeb && text.toLowerCase() === `${url.origin}${CALLBACK}`;
}
