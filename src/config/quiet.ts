import type { QuietHours } from '../core/reader.ts';

/** From quiet hours as they are written, valid, to minutes of the day. */
export function settleQuiet({
  from,
  to,
  max_volume,
}: Written & { max_volume?: number | undefined }): QuietHours {
  return { ...settleTimes({ from, to }), ...(max_volume !== undefined && { maxVolume: max_volume }) };
}

/** The same where they can only be quieter. */
export function settleHush({ from, to, max_volume }: Written & { max_volume: number }): Required<QuietHours> {
  return { ...settleTimes({ from, to }), maxVolume: max_volume };
}

interface Written {
  from: string;
  to: string;
}

function settleTimes({ from, to }: Written): { from: number; to: number } {
  return { from: minutesOf(from), to: minutesOf(to) };
}

/** Minutes since midnight of `HH:MM`. */
function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
