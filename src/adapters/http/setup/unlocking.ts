import type { Access } from '../../../core/settings.ts';
import type { Call } from '../call.ts';
import { setupTexts } from '../texts/setup-language.ts';
import { wholeMinutes } from '../views/minutes.ts';
import { lockedPage } from '../views/setup/locked.ts';

/** What became of a code: a pass for the browser, or the page that asks again. */
export function unlocked(
  call: Call,
  access: Access,
  code: string,
  to: 'setup' | 'settings',
  now: number,
): { pass: string } | { page: string; status: number; retryS?: number } {
  const entered = access.enter(code, call.visit.from);
  if (entered.ok) return entered;
  const { locked } = setupTexts(call.texts);
  if (entered.retryAt === undefined) return { page: lockedPage(call, to, locked.wrong), status: 422 };
  const left = entered.retryAt - now;
  const wrong = locked.tooMany(call.texts.minutes(wholeMinutes(left)));
  return { page: lockedPage(call, to, wrong), status: 429, retryS: Math.ceil(left / 1000) };
}
