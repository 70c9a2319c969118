import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

/** What stands between a value and its file. */
export interface Seal {
  /** The value within what a file holds, and whether it has to be written anew; or why there is none. */
  open(json: unknown): Promise<Opened>;
  /** What a file holds instead of the value. */
  close(value: unknown): Promise<unknown>;
}

export type Opened =
  | { json: unknown; rewrite: boolean }
  /** The version of an encryption that came after this program. */
  | { newer: number }
  | { why: string };

/** Of the encryption; what is encrypted has a version of its own. */
export const SEAL_VERSION = 1;

const envelope = z.strictObject({
  version: z.literal(SEAL_VERSION),
  cipher: z.literal('aes-256-gcm'),
  salt: z.base64(),
  nonce: z.base64(),
  tag: z.base64(),
  data: z.base64(),
});

/**
 * 32 MiB and a quarter of a second on a thread of its own, once for each file and start. The version of the file stands for it.
 * OWASP Password Storage Cheat Sheet, "scrypt".
 */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 2 ** 20 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** NIST SP 800-38D §8.2: 96 bits, drawn anew for every write. */
const NONCE_BYTES = 12;
/** Given, as node:crypto takes shorter ones too, of which a forger needs to guess less. */
const TAG_BYTES = 16;

/**
 * Encrypts a file's value with AES-256-GCM, under a key that scrypt derives from `key` and the file's salt. What is not
 * encrypted yet is taken, and to be rewritten. Without `key` values stay as they are, and what is encrypted is refused.
 * One for each file: it keeps the file's salt, so that the key is derived once.
 */
export function openSeal(key: string | undefined): Seal {
  return key === undefined ? plain : encrypted(key);
}

const plain: Seal = {
  open: async (json) => {
    if (!isEncrypted(json)) return { json, rewrite: false };
    return newerIn(json) ?? { why: 'it is encrypted, and no SPOTIFY2MQTT_TOKEN_KEY is given' };
  },
  close: async (value) => value,
};

function encrypted(text: string): Seal {
  let derived: { salt: string; key: Promise<Buffer> } | undefined;
  const keyFor = (salt: string): Promise<Buffer> => {
    if (derived?.salt !== salt) derived = { salt, key: derive(text, Buffer.from(salt, 'base64')) };
    return derived.key;
  };
  return {
    async open(json) {
      if (!isEncrypted(json)) return { json, rewrite: true };
      const newer = newerIn(json);
      if (newer) return newer;
      const parsed = envelope.safeParse(json);
      if (!parsed.success) return { why: 'it is encrypted in a way that this version does not know' };
      const { salt, nonce, tag, data } = parsed.data;
      const key = await keyFor(salt);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAuthTag(Buffer.from(tag, 'base64'));
        const bytes = Buffer.concat([decipher.update(data, 'base64'), decipher.final()]);
        return { json: JSON.parse(bytes.toString()), rewrite: false };
      } catch {
        // What node says here helps nobody, and might quote what was decrypted.
        return { why: 'SPOTIFY2MQTT_TOKEN_KEY is not the key that it was encrypted with, or it was changed' };
      }
    },
    async close(value) {
      const salt = derived?.salt ?? randomBytes(SALT_BYTES).toString('base64');
      const key = await keyFor(salt);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      const data = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
      return {
        version: SEAL_VERSION,
        cipher: 'aes-256-gcm',
        salt,
        nonce: nonce.toString('base64'),
        tag: cipher.getAuthTag().toString('base64'),
        data: data.toString('base64'),
      } satisfies z.infer<typeof envelope>;
    },
  };
}

/** Whether a file's value is encrypted. */
export function isEncrypted(json: unknown): json is { cipher: unknown } {
  return typeof json === 'object' && json !== null && 'cipher' in json;
}

function newerIn(json: object): { newer: number } | undefined {
  return 'version' in json && typeof json.version === 'number' && json.version > SEAL_VERSION
    ? { newer: json.version }
    : undefined;
}

/** On a thread of libuv: the loop goes on. */
function derive(text: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(text, salt, KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
