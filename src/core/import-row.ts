/** One entry of another program's list of tags, before it is judged. */
export interface ImportRow {
  /** From 1. */
  line: number;
  /** As it is written there. */
  id: string;
  name?: string;
  what: /** A text as a tag may hold it. */
    | { text: string }
    /** Minutes of a sleep timer. */
    | { sleep: number }
    /** It cannot be taken over. */
    | { why: string };
}
