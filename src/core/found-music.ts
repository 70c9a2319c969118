import type { PieceType } from './media.ts';

/** What was taken for a name that somebody typed or said. */
export interface FoundMusic {
  uri: string;
  type: PieceType;
  name: string;
  /** As one text; of music and audiobooks. */
  artists?: string;
  /** The account's own: its playlists, and what it saved. */
  from: 'library' | 'catalogue';
}
