import { endOfGrant } from '../../core/lifetime.ts';
import type { Status } from '../../core/playback.ts';
import { PROBLEM_KINDS } from '../../core/problem.ts';
import { isAvailable, type State } from '../../core/state.ts';
import { type Sample, sample } from './table.ts';

/** An account as it is now. */
export interface AccountFigures {
  account: string;
  state: State;
  /** Requests that its client id may still send in this half minute. */
  left: number;
}

const STATUSES: readonly (Status | 'off')[] = ['playing', 'paused', 'idle', 'off'];

/** What is read when somebody asks. What is unknown is left out. */
export function gaugesOf({ account, state, left }: AccountFigures, now: number): Sample[] {
  const { authorizedAt, lookedAt, limitedUntil, problem } = state;
  const labels = { account };
  const available = isAvailable(state, now);
  const status = available ? state.playback.status : 'off';
  return [
    sample('spotify2mqtt_account_paired', labels, Number(state.paired)),
    sample('spotify2mqtt_account_available', labels, Number(available)),
    ...STATUSES.map((one) =>
      sample('spotify2mqtt_account_status', { account, status: one }, Number(one === status)),
    ),
    ...PROBLEM_KINDS.map((kind) =>
      sample('spotify2mqtt_account_problem', { account, kind }, Number(kind === problem?.kind)),
    ),
    sample('spotify2mqtt_spotify_budget_left_requests', labels, left),
    sample('spotify2mqtt_spotify_limited_until_timestamp_seconds', labels, (limitedUntil ?? 0) / 1000),
    ...(lookedAt === null
      ? []
      : [sample('spotify2mqtt_last_look_timestamp_seconds', labels, lookedAt / 1000)]),
    ...(authorizedAt === null
      ? []
      : [
          sample('spotify2mqtt_authorized_timestamp_seconds', labels, authorizedAt / 1000),
          sample(
            'spotify2mqtt_authorization_ends_timestamp_seconds',
            labels,
            endOfGrant(authorizedAt) / 1000,
          ),
        ]),
  ];
}
