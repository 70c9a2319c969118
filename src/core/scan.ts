/** What a reader's message says, whatever reader it came from. */

export const ID_KINDS = ['hex', 'decimal', 'uuid', 'opaque', 'none'] as const;
export type IdKind = (typeof ID_KINDS)[number];

/** `none`: neither a scan nor a removal. A retained replay is none too, and still tells what it holds. */
export type TagReading =
  | { event: 'scanned' | 'removed'; uid: string; text: string; idKind: IdKind }
  | { event: 'none'; uid: string; text: string; idKind: IdKind; why: string };

/** A message as a reader sent it. `$ha/<event>` is a whole message of Home Assistant's WebSocket API. */
export interface TagMessage {
  topic: string;
  payload: string;
  retained: boolean;
  /** It came on the topic that the configuration names for removals. */
  removal?: boolean;
}
