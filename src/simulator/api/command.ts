import { type Answer, empty, text } from '../answer.ts';
import { type Disallow, disallows } from '../player/disallows.ts';
import { activeDevice, type Device, type PlayerState } from '../player/state.ts';
import { type Ask, Refusal, type Route } from './route.ts';

/** A player command: what it changes, and what may forbid it. */
export interface Command {
  method: 'PUT' | 'POST';
  path: string;
  /** What `actions.disallows` must not name. */
  needs?: Disallow;
  /** The state after. `device` is the one asked for, or the active one. */
  change(ask: Ask, state: PlayerState, device: Device): PlayerState;
}

/** Common to all commands: Premium, a device that is there and takes commands, the answer that says nothing, the lag. */
export function commandRoute(command: Command): Route {
  return {
    method: command.method,
    path: command.path,
    bucket: 'player',
    scopes: ['user-modify-playback-state'],
    answer(ask) {
      const { player } = ask.user;
      refuseFree(ask);
      const state = player.truth(ask.now);
      const device = target(state, ask.query.get('device_id'));
      refuseRestricted(device);
      if (command.needs !== undefined && disallows(state).includes(command.needs))
        throw restrictionViolated();
      player.put(command.change(ask, state, device), ask.now + ask.spotify.settings.lagMs);
      return done(ask);
    },
  };
}

export function refuseFree(ask: Ask): void {
  if (ask.user.product !== 'premium') {
    throw new Refusal(403, 'Player command failed: Premium required', 'PREMIUM_REQUIRED');
  }
}

export function refuseRestricted(device: Device): void {
  if (device.restricted) throw new Refusal(403, 'Player command failed: Restricted device', 'UNKNOWN');
}

/** 403 for whatever the player's present state forbids. */
export function restrictionViolated(): Refusal {
  return new Refusal(403, 'Player command failed: Restriction violated', 'UNKNOWN');
}

function target(state: PlayerState, deviceId: string | null): Device {
  if (deviceId !== null) return findDevice(state, deviceId);
  const active = activeDevice(state);
  if (!active) throw new Refusal(404, 'Player command failed: No active device found', 'NO_ACTIVE_DEVICE');
  return active;
}

export function findDevice(state: PlayerState, id: string): Device {
  const device = state.devices.find((each) => each.awake && each.id === id);
  if (!device) throw new Refusal(404, 'Device not found');
  return device;
}

/** The specification says 204; in the field a success is also 200 with some base64url text (ts-sdk #127). */
export function done(ask: Ask): Answer {
  const { commandBodies } = ask.spotify.settings;
  const { random } = ask.spotify;
  const wordy = commandBodies === 'text' || (commandBodies === 'mixed' && random.next() < 0.5);
  if (!wordy) return empty(204);
  return text(200, random.text(27), { 'content-type': 'application/json; charset=utf-8' });
}
