import type { TagMessage } from '../../core/scan.ts';
import type { Log } from '../../lib/log.ts';
import { CommandError } from './command-error.ts';
import type { HomeAssistant } from './home-assistant.ts';

/** What tells of tags: Home Assistant itself, adonno/tagreader (the two in the middle) and luka6000/TagTuner. */
const TAG_EVENTS = ['tag_scanned', 'esphome.music_tag', 'esphome.tag_removed', 'esphome.tagtuner'] as const;

/**
 * Hands on each event of Home Assistant that tells of a tag, as a message on `$ha/<event>`. Only an administrator's token
 * hears them (none of them is on Home Assistant's list of events for everybody); with another one this is said once, and
 * tried again on each new connection. What happens while it is away is not told later.
 */
export function hearTagEvents(home: HomeAssistant, log: Log, heard: (message: TagMessage) => void): void {
  const told = new Set<string>();
  home.onReady(() => {
    for (const event of TAG_EVENTS) void hear(event);
  });

  async function hear(event_type: string): Promise<void> {
    try {
      await home.subscribe('subscribe_events', { event_type }, (event) =>
        heard({
          topic: `$ha/${event_type}`,
          payload: JSON.stringify({ type: 'event', event }),
          retained: false,
        }),
      );
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      if (!error.away) tell(error, event_type);
    }
  }

  /** One line for each kind of refusal: the four events are refused together, and again at each reconnection. */
  function tell({ code, message }: CommandError, event: string): void {
    if (told.has(code)) return;
    told.add(code);
    if (code === 'unauthorized')
      log.info(
        {},
        "Tags are not heard over Home Assistant's WebSocket: that needs the token of an administrator. The blueprint for tags needs none",
      );
    else log.warn({ code, event }, `Home Assistant does not tell us of tags: ${message}`);
  }
}
