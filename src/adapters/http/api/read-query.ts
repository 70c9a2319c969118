import { BadPayload } from '../../../core/problem.ts';
import { quote } from '../../../core/values.ts';

/** Members of requests that are no texts, as a query must write them. */
const NUMBERS = ['offset', 'limit'];
const BOOLEANS = ['refresh'];
const LISTS = ['types'];

/** The payload of a request from the query of a GET: `?query=abba&limit=5` is `{"query":"abba","limit":5}`. Throws BadPayload. */
export function payloadOf(query: URLSearchParams): string {
  const members: [string, unknown][] = [];
  for (const name of new Set(query.keys())) members.push([name, memberOf(name, query.getAll(name))]);
  return members.length === 0 ? '' : JSON.stringify(Object.fromEntries(members));
}

function memberOf(name: string, values: readonly string[]): unknown {
  if (LISTS.includes(name)) return values.flatMap((value) => value.split(',')).filter((one) => one !== '');
  const [value = '', ...more] = values;
  if (more.length > 0) throw new BadPayload(`${quote(name)} is there more than once`);
  if (NUMBERS.includes(name) && /^\d{1,15}$/.test(value)) return Number(value);
  if (BOOLEANS.includes(name) && /^(true|false)$/.test(value)) return value === 'true';
  return value;
}
