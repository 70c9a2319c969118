import { beforeEach, describe, expect, it } from 'vitest';
import { Publisher } from '../../src/bridge/publisher.ts';
import { ReaderVoice } from '../../src/bridge/reader-voice.ts';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { FakeBroker } from '../fakes/broker.ts';
import { readerView, silentReader } from '../home-assistant/reader-views.ts';

const topics = topicsOf('spotify2mqtt').reader('kitchen');

describe('the voice of a reader', () => {
  let broker: FakeBroker;
  let voice: ReaderVoice;
  beforeEach(() => {
    broker = new FakeBroker();
    voice = new ReaderVoice({ topics, publisher: new Publisher(broker) });
  });
  const retained = () => Object.fromEntries(broker.retained);
  const told = () =>
    broker.published.filter(({ retain }) => !retain).map(({ topic, payload }) => [topic, payload]);

  it('says on retained topics what the reader’s state is, once', () => {
    voice.speak(readerView());
    const said = {
      [topics.at('card')]: 'The dragon',
      [topics.at('present')]: 'ON',
      [topics.at('locked')]: 'OFF',
      [topics.at('result')]: 'playing',
      [topics.at('minutes_today')]: '42',
      [topics.at('minutes_left')]: '18',
      [topics.display]: 'Speak to Me',
    };
    expect(retained()).toEqual(said);
    const count = broker.published.length;
    voice.speak(readerView());
    expect(broker.published.length).toBe(count);
    voice.speak(readerView({ display: '', present: false }));
    expect(broker.published.length).toBe(count + 2);
    expect(broker.said(topics.display).at(-1)).toBe('');
    expect(retained()).not.toHaveProperty([topics.display]);
  });

  it('takes back what the reader no longer tells', () => {
    voice.speak(readerView());
    voice.speak(silentReader());
    expect(retained()).toEqual({
      [topics.at('card')]: 'None',
      [topics.at('locked')]: 'OFF',
      [topics.at('result')]: 'None',
      [topics.at('minutes_today')]: '0',
    });
  });

  it('leaves nothing of a reader that is forgotten, and touches nothing else', () => {
    broker.retained.set(topics.status, 'online');
    voice.speak(readerView());
    const before = broker.published.length;
    voice.clear();
    expect(retained()).toEqual({ [topics.status]: 'online' });
    expect(broker.published.slice(before).map(({ topic }) => topic)).not.toContain(topics.at('event'));
    voice.clear();
    voice.speak(readerView());
    expect(retained()).toHaveProperty([topics.at('card')], 'The dragon');
  });

  it('tells feedback, events and scans to whoever listens now', () => {
    voice.feedback({ result: 'resumed', title: 'Größe' });
    voice.event({ event_type: 'tag_unknown', reader: 'kitchen', uid: '04A1B2C3', text: '' });
    voice.scan('04A1B2C3');
    expect(told()).toEqual([
      [topics.feedback, '{"result":"resumed","title":"Größe"}'],
      [topics.event, '{"event_type":"tag_unknown","reader":"kitchen","uid":"04A1B2C3","text":""}'],
      [topics.scan, '04A1B2C3'],
    ]);
    expect(broker.retained.size).toBe(0);
  });
});
