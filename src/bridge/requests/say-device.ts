import type { z } from 'zod';
import type { Device } from '../../core/device.ts';
import { plainName } from '../../home-assistant/plain.ts';
import type { deviceShape } from './answered.ts';

/** A speaker as answers carry it; `label` is what the player's `source_list` calls it. */
export function sayDevice({
  id,
  name,
  type,
  active,
  restricted,
  volume,
  supportsVolume,
}: Device): z.infer<typeof deviceShape> {
  return {
    id,
    name,
    label: plainName(name),
    type,
    active,
    restricted,
    volume,
    supports_volume: supportsVolume,
  };
}
