import type { Binding } from '../core/binding.ts';
import { type CommandTemplate, readTemplate } from '../core/command-template.ts';
import { REMOTE_PATH, REMOTES, type RemoteRow } from '../core/remotes.ts';
import type { WrittenBinding } from './binding-shape.ts';

/** From an entry of `bindings`, valid, to what it does; `account` is the only one, where it names none. */
export function settleBinding(key: string, written: WrittenBinding, account: string): Binding {
  const { topic, value, command } = written;
  const remote: RemoteRow | undefined = written.remote && REMOTES[written.remote];
  const own = value === undefined || command === undefined ? {} : { [value]: command };
  const named = { ...written.values, ...own };
  // What a person says of a value stands against what is known of the remote, whichever kind it is.
  const without = (rows: Readonly<Record<string, string>>, others: object) =>
    Object.entries(rows).filter(([one]) => !Object.hasOwn(others, one));
  return {
    key,
    account: written.account ?? account,
    topic,
    path: written.path ?? (remote && REMOTE_PATH),
    values: templates([...without(remote?.values ?? {}, written.hold), ...Object.entries(named)]),
    hold: templates([...without(remote?.hold ?? {}, named), ...Object.entries(written.hold)]),
    otherwise: value === undefined && command !== undefined ? readTemplate(command) : undefined,
    minVolume: written.min_volume,
    maxVolume: written.max_volume,
  };
}

function templates(entries: readonly (readonly [string, string])[]): Map<string, CommandTemplate> {
  return new Map(entries.map(([value, text]) => [value, readTemplate(text)]));
}
