import { isResume } from '../core/allowed.ts';
import type { Command } from '../core/command.ts';
import { Trouble } from '../core/problem.ts';
import { Refusal } from '../core/refusal.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deed } from './deed.ts';
import { lookSoon, SHOWS_AFTER_MS } from './look-soon.ts';
import type { Player } from './player.ts';
import type { Poller } from './poller.ts';

/**
 * 202: the device is away for a moment (Spotify staff, web-api #784): again
 * after 5 s, at most five times, unless somebody asks for more.
 */
const AGAIN_MS = 5_000;
const AGAIN_TIMES = 5;

interface Parts {
  clock: Clock;
  player: Player;
  poller: Poller;
  signal: AbortSignal;
}

/** After a 202: waits for the effect and asks again where there is none, until somebody else wants something. */
export async function insist(deed: Deed, parts: Parts, isWanted: () => boolean): Promise<void> {
  const { clock, player, poller, signal } = parts;
  for (let again = 0; again < AGAIN_TIMES; again++) {
    await clock.sleep(SHOWS_AFTER_MS, signal);
    if (!isWanted()) return;
    await lookSoon(poller, clock, signal);
    if (signal.aborted || deed.claims.every((one) => one.met(player.look)) || !isWanted()) return;
    await clock.sleep(AGAIN_MS - SHOWS_AFTER_MS, signal);
    if (signal.aborted || !isWanted()) return;
    const obeyed = await deed.do();
    poller.commanded();
    if (obeyed === 'done') return;
  }
  throw new Trouble(
    'unreachable',
    'the device is temporarily unavailable: Spotify took the command, but nothing happened',
  );
}

/**
 * Spotify refuses a pause when paused and a play when playing; both are successes for whoever asked. Where others wait, the last look has to
 * do: a hundred that are refused one after the other would need a look each.
 */
export async function wasSoAnyway(
  command: Command,
  error: unknown,
  parts: Parts,
  isAlone: () => boolean,
): Promise<boolean> {
  const { ask } = command;
  if (!(error instanceof Refusal) || (ask !== 'pause' && !isResume(command))) return false;
  if (ask === 'pause' && error.noActiveDevice) return true;
  if (error.problem.kind !== 'restricted') return false;
  const { clock, player, poller, signal } = parts;
  if (isAlone()) await lookSoon(poller, clock, signal);
  return (player.look.status === 'playing') === (ask === 'play');
}
