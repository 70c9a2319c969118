import { secretsIn } from './config/public-text.ts';
import type { ConfigFile } from './config-file.ts';

/** All that must be shown nowhere, as far as settings and the environment say it. What cannot be read holds none. */
export function houseSecrets(file: ConfigFile): string[] {
  return [...settingSecrets(file), ...environmentSecrets(file)];
}

function settingSecrets({ path, env, readFile, text }: ConfigFile): Iterable<string> {
  try {
    return secretsIn({ text: text(), file: path ?? 'config.yaml', env, readFile });
  } catch {
    return [];
  }
}

/** What is given outside of the settings: the key of the tokens, the Supervisor's token, and what files hold. */
function environmentSecrets({ env, readFile }: ConfigFile): string[] {
  return Object.entries(env).flatMap(([name, value]) => {
    if (!value || !/^(SPOTIFY2MQTT_TOKEN_KEY|SUPERVISOR_TOKEN)/.test(name)) return [];
    if (!name.endsWith('_FILE')) return [value];
    try {
      return [readFile(value).trim()];
    } catch {
      return [];
    }
  });
}
