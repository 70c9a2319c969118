import { type Environment, type ReadFile, readText } from './environment.ts';
import type { Finding } from './finding.ts';

const VARIABLE = 'SPOTIFY2MQTT_TOKEN_KEY';
const SHORTEST = 16;

/**
 * What the stored tokens are encrypted with, from `SPOTIFY2MQTT_TOKEN_KEY` or the file that `SPOTIFY2MQTT_TOKEN_KEY_FILE`
 * names. From the environment alone: a key in the configuration would lie beside what it locks.
 */
export function tokenKeyOf(env: Environment, readFile: ReadFile, findings: Finding[]): string | undefined {
  const direct = env[VARIABLE];
  const file = env[`${VARIABLE}_FILE`];
  const variable = file ? `${VARIABLE}_FILE` : VARIABLE;
  const fault = (message: string) => {
    findings.push({ path: [], variable, message });
    return undefined;
  };
  if (direct && file) return fault(`is given beside ${VARIABLE}, one of the two would be right`);
  if (!direct && !file) return undefined;
  const read = file ? readText(file, readFile) : { text: direct ?? '' };
  if ('wrong' in read) return fault(read.wrong);
  if (read.text.length < SHORTEST) {
    return fault(
      `is too short, at least ${SHORTEST} characters would be right (openssl rand -base64 32 makes a good one)`,
    );
  }
  return read.text;
}
