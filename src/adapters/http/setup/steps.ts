import type { Fault, SettingsDesk, Survey } from '../../../core/settings.ts';
import type { Call } from '../call.ts';
import { accountPage } from '../views/setup/account.ts';
import { brokerPage } from '../views/setup/broker.ts';
import { faultsPage } from '../views/setup/faults.ts';
import { finishPage } from '../views/setup/finish.ts';
import { spotifyPage } from '../views/setup/spotify.ts';
import { accountChanges, type BrokerEntry, brokerChanges, type Draft, draftChanges } from './draft.ts';
import type { SetupFields } from './form.ts';

/** What a step answers: a page (422 where something in it was wrong), or the way to another one, below the base. */
export type Shown = { page: string; status?: number } | { to: string };

/** The steps of the first run. Each is a form; nothing is written before the last. */
export class Steps {
  readonly #desk: SettingsDesk;
  readonly #draft: Draft = {};

  constructor(desk: SettingsDesk) {
    this.#desk = desk;
  }

  /** Where it begins: at what is wrong with the file that is there, else at the first step. */
  begin(call: Call): Shown {
    const survey = this.#desk.survey();
    const faults = survey.faults.filter((fault) => !isAsked(survey, fault));
    const troubles = this.#desk
      .troubles()
      .filter(({ message }) => !survey.faults.some((fault) => fault.message === message));
    if (faults.length === 0 && troubles.length === 0) return { to: '/setup/broker' };
    const { file } = this.#desk;
    const lines = this.#desk.lines().filter(({ number }) => faults.some(({ line }) => line === number));
    return { page: faultsPage(call, { file, faults, troubles, lines }) };
  }

  async mend(call: Call, lines: ReadonlyMap<number, string>): Promise<Shown> {
    const hidden = new Set(
      this.#desk.lines().flatMap(({ number, text }) => (text === undefined ? number : [])),
    );
    // A line that is not shown cannot be emptied by mistake.
    const typed = new Map([...lines].filter(([number, text]) => text !== '' || !hidden.has(number)));
    const saved = await this.#desk.mend(typed);
    if (saved.ok) return { to: '/' };
    if (saved.why !== 'unwritable') return this.begin(call);
    const { file } = this.#desk;
    return { page: finishPage(call, { file, survey: this.#desk.survey(), draft: {}, saved }), status: 422 };
  }

  again(): Shown {
    this.#desk.again();
    return { to: '/' };
  }

  broker(call: Call): Shown {
    const survey = this.#desk.survey();
    return { page: brokerPage(call, { survey, entry: this.#draft.broker ?? brokerIn(survey) }) };
  }

  async enterBroker(call: Call, fields: SetupFields): Promise<Shown> {
    const survey = this.#desk.survey();
    const entry = this.#brokerFrom(survey, fields);
    this.#draft.broker = entry;
    const missing = missingIn(entry);
    if (missing) return { page: brokerPage(call, { survey, entry, missing }), status: 422 };
    const faults = this.#desk
      .check(brokerChanges(survey, entry))
      .filter(({ path }) => path[0] === 'mqtt' && path.length > 1);
    if (faults.length > 0) return { page: brokerPage(call, { survey, entry, faults }), status: 422 };
    if (fields.do === 'anyway') return { to: '/setup/spotify' };
    const tried = await this.#desk.tryBroker(entry);
    if (tried.ok && fields.do !== 'test') return { to: '/setup/spotify' };
    return { page: brokerPage(call, { survey, entry, tried }), status: tried.ok ? 200 : 422 };
  }

  spotify(call: Call): Shown {
    const survey = this.#desk.survey();
    const clientId = this.#draft.clientId ?? survey.at('spotify.client_id')?.value ?? '';
    return { page: spotifyPage(call, { survey, clientId }) };
  }

  async enterSpotify(call: Call, fields: SetupFields): Promise<Shown> {
    const survey = this.#desk.survey();
    const set = survey.at('spotify.client_id');
    const clientId = set?.variable !== undefined ? (set.value ?? '') : fields.client_id;
    const faults = this.#desk
      .check([{ path: ['spotify', 'client_id'], value: clientId }])
      .filter(({ path }) => path.join('.') === 'spotify.client_id');
    const page = (wrong: 'wrong' | 'notKnown') => ({
      page: spotifyPage(call, { survey, clientId, wrong }),
      status: 422,
    });
    if (clientId === '' || faults.length > 0) return page('wrong');
    this.#draft.clientId = clientId;
    if (fields.do !== 'anyway' && (await this.#desk.tryClientId(clientId)) === 'not_known')
      return page('notKnown');
    return { to: '/setup/account' };
  }

  account(call: Call): Shown {
    if (this.#desk.survey().accounts.length > 0) return { to: '/setup/finish' };
    const usual = { key: 'spotify', name: 'Spotify', device: '' };
    return { page: accountPage(call, this.#draft.account ?? usual) };
  }

  enterAccount(call: Call, { key, name, device }: SetupFields): Shown {
    const survey = this.#desk.survey();
    const entry = { key: key.toLowerCase(), name, device };
    this.#draft.account = entry;
    const faults =
      entry.key === '' ? [] : this.#desk.check(accountChanges(survey, entry)).filter(isOfAccount(entry.key));
    if (entry.key !== '' && faults.length === 0) return { to: '/setup/finish' };
    return { page: accountPage(call, entry, faults), status: 422 };
  }

  finish(call: Call): Shown {
    const { file } = this.#desk;
    return { page: finishPage(call, { file, survey: this.#desk.survey(), draft: this.#draft }) };
  }

  async save(call: Call): Promise<Shown> {
    const survey = this.#desk.survey();
    const saved = await this.#desk.save(draftChanges(survey, this.#draft));
    // The bridge starts now; its overview shows the pairing.
    if (saved.ok) return { to: '/' };
    const { file } = this.#desk;
    return { page: finishPage(call, { file, survey, draft: this.#draft, saved }), status: 422 };
  }

  /** What the environment sets has no field; a password that was typed before stays where none is typed now. */
  #brokerFrom(survey: Survey, { url, embedded, username, password }: SetupFields): BrokerEntry {
    const set = (key: string) => survey.at(`mqtt.${key}`);
    const typed = /^$|:\/\/|^embedded$/.test(url) ? url : `mqtt://${url}`;
    const before = this.#draft.broker;
    const isSame = before?.username === username;
    return {
      url: set('url')?.variable !== undefined ? (set('url')?.value ?? '') : embedded ? 'embedded' : typed,
      username: set('username')?.variable !== undefined ? (set('username')?.value ?? '') : username,
      password: password !== '' ? password : isSame ? before.password : undefined,
    };
  }
}

/** A user of the broker inside the bridge without a password would be nobody, and everybody could connect. */
function missingIn({ url, username, password }: BrokerEntry): 'url' | 'password' | undefined {
  if (url === '') return 'url';
  return url === 'embedded' && username !== '' && password === undefined ? 'password' : undefined;
}

function brokerIn(survey: Survey): BrokerEntry {
  return {
    url: survey.at('mqtt.url')?.value ?? '',
    username: survey.at('mqtt.username')?.value ?? '',
    password: undefined,
  };
}

/** Missing, and asked for by a step. */
function isAsked(survey: Survey, { path }: Fault): boolean {
  const key = path.join('.');
  return (key === 'mqtt.url' || key === 'spotify.client_id') && survey.at(key) === undefined;
}

/** Its client id is another step's. */
function isOfAccount(key: string) {
  return ({ path, message }: Fault) =>
    path[0] === 'accounts' && path[1] === key && !message.startsWith('has no client id');
}
