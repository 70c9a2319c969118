import type { Device, PlayerState } from './state.ts';
import { activeDevice } from './state.ts';

/** What devices do by themselves: wake some time after they were called, fall asleep, and take their music along. */

export function changeDevice(state: PlayerState, key: string, change: Partial<Device>): PlayerState {
  const devices = state.devices.map((device) =>
    device.key === key ? settled({ ...device, ...change }, device, state.at) : device,
  );
  return leaveLost({ ...state, devices });
}

export function removeDevice(state: PlayerState, key: string): PlayerState {
  return leaveLost({ ...state, devices: state.devices.filter((device) => device.key !== key) });
}

/** Somebody calls a device; it hears `afterMs` later, or when it is its habit to. One that is awake stays awake. */
export function call(state: PlayerState, device: Device, afterMs = device.wakesAfterMs): PlayerState {
  if (device.awake || afterMs === 0) return changeDevice(state, device.key, { awake: true });
  return changeDevice(state, device.key, { wakesAt: state.at + afterMs });
}

/** The devices as they are at `state.at`. `heardAt` is when the active one last played, if it did since it was looked at. */
export function rest(state: PlayerState, heardAt: number | undefined): PlayerState {
  if (!state.devices.some(isTimed)) return state;
  const playing = state.playing ? activeDevice(state) : undefined;
  const devices = state.devices.map((device) => {
    if (!isTimed(device)) return device;
    const heard =
      device.key === state.active && heardAt !== undefined ? { ...device, usedAt: heardAt } : device;
    return device === playing ? heard : asleep(woken(heard, state.at), state.at);
  });
  return leaveLost({ ...state, devices });
}

function isTimed({ wakesAt, sleepsAfterMs }: Device): boolean {
  return wakesAt !== null || sleepsAfterMs !== null;
}

function woken(device: Device, now: number): Device {
  const { wakesAt } = device;
  return wakesAt === null || now < wakesAt
    ? device
    : { ...device, awake: true, wakesAt: null, usedAt: wakesAt };
}

function asleep(device: Device, now: number): Device {
  const { sleepsAfterMs, usedAt } = device;
  if (!device.awake || sleepsAfterMs === null || now - usedAt < sleepsAfterMs) return device;
  return { ...device, awake: false };
}

/** Who wakes has been used just now, and waits for nothing; who is put to sleep has forgotten that it was called. */
function settled(device: Device, before: Device, now: number): Device {
  if (device.awake === before.awake) return device;
  return { ...device, wakesAt: null, usedAt: device.awake ? now : device.usedAt };
}

/** The music goes where its device goes: a device that fell asleep or vanished plays no more. */
function leaveLost(state: PlayerState): PlayerState {
  const there = state.devices.some((device) => device.key === state.active && device.awake);
  if (there || state.active === undefined) return state;
  return { ...state, active: undefined, playing: false, changedAt: state.at };
}
