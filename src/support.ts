import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BadConfig } from './config/mistake.ts';
import { publicText } from './config/public-text.ts';
import { readableData, readableHttp, type Surveyed } from './config/survey.ts';
import type { ConfigFile } from './config-file.ts';
import { houseSecrets } from './house-secrets.ts';
import { checkKept, isKept } from './kept-files.ts';
import { redact } from './lib/redact.ts';
import { askRunning } from './support-running.ts';
import { isContainer } from './surroundings.ts';
import { tagsIn } from './tags-file.ts';
import { readVersion } from './version.ts';

const HEAD = `# spotify2mqtt support

Passwords, tokens, codes and keys are taken out. Names of people, speakers, cards and music are in it: read it before you paste it.`;

/** What helps whoever helps, as Markdown to be pasted into an issue, without any secret. */
export async function supportText(file: ConfigFile): Promise<string> {
  const { path, env, readFile: read } = file;
  const { text, unreadable } = textOf(file);
  const sources: Surveyed = { text, file: path ?? 'config.yaml', env, readFile: read };
  const folder = readableData(sources);
  const stored = await storedIn(folder);
  const running = await askRunning(readableHttp(sources));
  const parts = [
    HEAD,
    section('Versions', versions()),
    section(`Configuration: ${path ?? 'no file'}`, unreadable ?? publicText(text) ?? 'It is no YAML.'),
    section('What is wrong with it', mistakes(file)),
    section('Environment', variables(env)),
    section(`Data folder: ${folder}`, stored.lines),
    '## The running bridge',
    ...running.map(({ what, text: said }) => section(what, said, '###')),
  ];
  const known = [...houseSecrets(file), ...stored.secrets];
  return redact(`${parts.join('\n\n')}\n`, known);
}

function section(title: string, text: string, level = '##'): string {
  // What is quoted may hold fences itself.
  return `${level} ${title}\n\n~~~~\n${text.trim().replaceAll('~~~~', '~~~')}\n~~~~`;
}

function textOf(file: ConfigFile): { text: string; unreadable?: string } {
  try {
    return { text: file.text() };
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error;
    return { text: '', unreadable: error.message };
  }
}

function versions(): string {
  const where = isContainer() ? 'in a container' : 'no container';
  const { version, platform, arch } = process;
  return `spotify2mqtt ${readVersion()}, Node ${version}, ${platform} ${arch}, ${where}, user ${process.getuid?.() ?? 'unknown'}`;
}

function mistakes(file: ConfigFile): string {
  try {
    const config = file.read();
    return `Nothing. ${config.accounts.length} account(s), ${config.readers.length} reader(s), ${tagsIn(config).length} card(s) in ${config.tags.file ?? 'no tags.yaml'}`;
  } catch (error) {
    if (error instanceof BadConfig) return error.message;
    throw error;
  }
}

/** Names alone, and the level, which is a word. */
function variables(env: ConfigFile['env']): string {
  const names = Object.keys(env).filter(
    (name) => /^(SPOTIFY2MQTT_|SUPERVISOR_TOKEN$|TZ$)/.test(name) && env[name],
  );
  return `LOG_LEVEL ${env.LOG_LEVEL ?? 'is not set'}\n${names.toSorted().join('\n')}`;
}

const tokens = z.object({ refreshToken: z.string(), accessToken: z.string().nullable() });

/** What lies in the folder, without what is in it; and the secrets that do lie there. */
async function storedIn(folder: string): Promise<{ lines: string; secrets: string[] }> {
  const secrets: string[] = [];
  const lines: string[] = [];
  const names = await readdir(folder).catch((error: unknown) => String(error));
  if (typeof names === 'string') return { lines: names, secrets };
  for (const name of names.toSorted()) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (!found) continue;
    const facts = [
      name,
      found.isFile() ? `${found.size} bytes` : 'a folder',
      (found.mode & 0o777).toString(8),
    ];
    lines.push([...facts, found.mtime.toISOString(), await kept(name, path)].filter(Boolean).join('  '));
  }
  return { lines: lines.join('\n') || 'It is empty.', secrets };

  async function kept(name: string, path: string): Promise<string> {
    if (!isKept(name)) return '';
    const text = await readFile(path, 'utf8').catch((error: unknown) => String(error));
    const checked = await checkKept(name, text);
    const token =
      name.startsWith('token-') && checked === 'good' ? tokens.safeParse(JSON.parse(text)) : undefined;
    if (token?.success) secrets.push(token.data.refreshToken, token.data.accessToken ?? '');
    if (typeof checked === 'string') return checked;
    return 'newer' in checked ? `of a newer version: ${checked.newer}` : checked.why;
  }
}
