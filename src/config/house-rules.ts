import type { HouseRules } from '../core/house-rules.ts';
import type { Written } from './shape.ts';

type WrittenRules = Pick<Written['accounts'][string], 'minutes_per_day' | 'explicit' | 'only_cards'>;

/** From the rules as they are written, valid, to those of the house; an account that nobody wrote down has none. */
export function settleHouseRules(written: WrittenRules): HouseRules {
  const { minutes_per_day: perDay, explicit, only_cards } = written;
  return {
    ...(perDay !== undefined && {
      minutesPerDay: typeof perDay === 'number' ? { weekdays: perDay, weekend: perDay } : perDay,
    }),
    explicit,
    onlyCards: only_cards,
  };
}
