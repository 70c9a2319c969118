import type { Notice } from '../../core/ports.ts';

/** A place where notices are put up: Home Assistant's own list, a phone. Both reject with a CommandError. */
export interface Wall {
  /** Puts it up, or changes what is there under this id. */
  put(id: string, notice: Notice): Promise<unknown>;
  /** Takes it away, if it is there. */
  remove(id: string): Promise<unknown>;
}
