import { type Answer, type Call, oauthError } from '../answer.ts';

/** The body of an OAuth request (RFC 6749 §3.2): form-encoded, and no parameter twice. */
export function formIn(call: Call): URLSearchParams | Answer {
  // Spotify overlooks any other kind of body and then misses what should be in it.
  const isForm = (call.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const form = new URLSearchParams(isForm ? call.body : '');
  const names = [...form.keys()];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? form : oauthError('invalid_request', `Duplicate parameter: ${twice}`);
}
