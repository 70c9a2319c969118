import type { Change, Survey } from '../../../core/settings.ts';

/** What was entered in the steps and is not written yet. One for all: whoever sets it up has the code. */
export interface Draft {
  broker?: BrokerEntry;
  clientId?: string;
  account?: AccountEntry;
}

export interface BrokerEntry {
  /** Or the word `embedded`. */
  url: string;
  username: string;
  /** Undefined: as it is. */
  password: string | undefined;
}

export interface AccountEntry {
  key: string;
  name: string;
  device: string;
}

export interface ReaderEntry {
  key: string;
  topic: string;
  account: string;
  device: string;
}

export function draftChanges(survey: Survey, { broker, clientId, account }: Draft): Change[] {
  return [
    ...(broker ? brokerChanges(survey, broker) : []),
    ...(clientId !== undefined ? changed(survey, ['spotify', 'client_id'], clientId) : []),
    ...(account ? accountChanges(survey, account) : []),
  ];
}

export function brokerChanges(survey: Survey, { url, username, password }: BrokerEntry): Change[] {
  if (url === 'embedded') {
    const user = username !== '' && password !== undefined;
    return [
      ...changed(survey, ['mqtt', 'url'], url),
      ...changed(survey, ['mqtt', 'username'], ''),
      ...changed(survey, ['mqtt', 'password'], ''),
      ...(user ? [{ path: ['mqtt', 'embedded', 'users', username], value: password }] : []),
    ];
  }
  // An address that carries a user is shown without: left alone, it keeps it.
  return [
    ...changed(survey, ['mqtt', 'url'], url),
    ...changed(survey, ['mqtt', 'username'], username),
    ...(password !== undefined || username === ''
      ? changed(survey, ['mqtt', 'password'], password ?? '')
      : []),
  ];
}

export function accountChanges(survey: Survey, { key, name, device }: AccountEntry): Change[] {
  const path = ['accounts', key];
  return [
    ...unnamedAccount(survey, key),
    ...(survey.accounts.some((account) => account.key === key) ? [] : [{ path, value: null }]),
    ...changed(survey, [...path, 'name'], name),
    ...changed(survey, [...path, 'device'], device),
  ];
}

export function readerChanges(survey: Survey, { key, topic, account, device }: ReaderEntry): Change[] {
  const path = ['readers', key];
  return [
    ...(survey.readers.some((reader) => reader.key === key) ? [] : [{ path, value: null }]),
    ...changed(survey, [...path, 'topic'], topic),
    ...changed(survey, [...path, 'account'], account),
    ...changed(survey, [...path, 'device'], device),
  ];
}

/** Where no account is named there is one, `spotify`; it must not go when the first one gets a name. */
function unnamedAccount(survey: Survey, key: string): Change[] {
  const isThere = survey.accounts.length > 0 || key === 'spotify' || survey.faults.length > 0;
  return isThere ? [] : [{ path: ['accounts', 'spotify'], value: null }];
}

/** Nothing where it stands so already, or comes from the environment; an empty value takes the key away. */
function changed(survey: Survey, path: readonly string[], value: string): Change[] {
  const before = survey.at(path.join('.'));
  // A secret that is there is undefined here, and unlike every value.
  const same = before ? before.value === value : value === '';
  if (same || before?.variable !== undefined) return [];
  return [{ path, value: value === '' ? undefined : value }];
}
