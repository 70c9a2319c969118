import { z } from 'zod';
import type { HomeSeen } from '../../core/ports.ts';
import type { Log } from '../../lib/log.ts';
import { CommandError } from './command-error.ts';
import type { HomeAssistant } from './home-assistant.ts';

/** A state as `subscribe_entities` writes it (core, websocket_api/messages.py): `s` the state, `a` the attributes. */
const whole = z.object({ s: z.string(), a: z.record(z.string(), z.unknown()).catch({}) });
const change = z.object({
  '+': whole.partial().catch({}).optional(),
  '-': z.object({ a: z.array(z.string()).catch([]) }).optional(),
});
const news = z.object({
  /** Added: all of them at first. */
  a: z.record(z.string(), whole).catch({}).optional(),
  /** Changed. */
  c: z.record(z.string(), change).catch({}).optional(),
  /** Removed. */
  r: z.array(z.string()).catch([]).optional(),
});

type Whole = z.infer<typeof whole>;

/** What Home Assistant says of some of its entities, followed while it is there. Any token may. */
export interface Entities {
  /** Null where Home Assistant has none of this id; undefined where that is not known. */
  of(entity: string): HomeSeen | null | undefined;
  onChange(listener: () => void): void;
}

export function watchEntities(home: HomeAssistant, entity_ids: readonly string[], log: Log): Entities {
  let known: Map<string, Whole> | undefined;
  const listeners: (() => void)[] = [];
  home.onReady(() => void watch());
  return {
    of: (entity) => {
      if (!known || home.state !== 'ready') return undefined;
      const state = known.get(entity);
      if (!state) return null;
      const title = state.a.media_title;
      return { state: state.s, title: typeof title === 'string' && title !== '' ? title : null };
    },
    onChange: (listener) => void listeners.push(listener),
  };

  async function watch(): Promise<void> {
    known = undefined;
    try {
      await home.subscribe('subscribe_entities', { entity_ids: [...entity_ids] }, (event) => hear(event));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      if (!error.away)
        log.warn({ code: error.code }, `Home Assistant does not tell of its players: ${error.message}`);
    }
  }

  function hear(event: object): void {
    const read = news.safeParse(event);
    if (!read.success) return;
    const { a = {}, c = {}, r = [] } = read.data;
    known ??= new Map();
    for (const [entity, state] of Object.entries(a)) known.set(entity, state);
    for (const [entity, changed] of Object.entries(c)) {
      const before = known.get(entity);
      if (before) known.set(entity, after(before, changed));
    }
    for (const entity of r) known.delete(entity);
    for (const listener of listeners) listener();
  }
}

function after({ s, a }: Whole, changed: z.infer<typeof change>): Whole {
  const gone = new Set(changed['-']?.a);
  const kept = Object.entries(a).filter(([name]) => !gone.has(name));
  return { s: changed['+']?.s ?? s, a: { ...Object.fromEntries(kept), ...changed['+']?.a } };
}
