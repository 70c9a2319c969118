import { z } from 'zod';
import { deviceOf } from '../../core/home-assistant-event.ts';
import type { TagMessage } from '../../core/scan.ts';

const frame = z.object({ event: z.object({ data: z.unknown() }) });

/** Events that name no device: a phone's deep link, an MQTT scanner without one. */
export const NOBODY = 'home_assistant';

/** The reader of an event of Home Assistant's, as the blueprint names it too: by its device. */
export function homeReader({ payload }: TagMessage): string {
  const device = deviceOf(dataIn(payload)) ?? NOBODY;
  return device.replaceAll(/[/+#]/g, '_');
}

function dataIn(payload: string): unknown {
  try {
    return frame.safeParse(JSON.parse(payload)).data?.event.data;
  } catch {
    return undefined;
  }
}
