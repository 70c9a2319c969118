import { describe, expect, it } from 'vitest';
import { RuleVoice } from '../../../src/bridge/rules/rule-voice.ts';
import type { Feedback } from '../../../src/core/feedback.ts';
import type { AccountEvent } from '../../../src/home-assistant/contract/events.ts';
import { taggedAccount } from '../tags/house.ts';

describe('what a reader is told of minutes', () => {
  it.each([
    [1, '1 minute is left for today'],
    [5, '5 minutes are left for today'],
  ])('%i', async (minutes, message) => {
    const house = await taggedAccount();
    const events: AccountEvent[] = [];
    house.account.onEvent((event) => events.push(event));
    const told: Feedback[] = [];
    const voice = new RuleVoice({ account: house.account, feedback: (_, feedback) => told.push(feedback) });
    const [kids] = house.tags.readers.all();
    voice.warned(undefined, kids, minutes);
    expect(told).toEqual([{ result: 'ending', message }]);
    expect(events).toEqual([{ event_type: 'limit_warning', reader: null, minutes_left: minutes }]);
    await house.close();
  });
});
