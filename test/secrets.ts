/** Shorter ones are in every word. */
const SHORTEST = 6;

/** Secrets that are used somewhere, and where they turn up. */
export class Secrets {
  readonly #kinds = new Map<string, string>();

  /** `kind` is how a finding is called: no test prints the secret itself. */
  add(kind: string, secret: string | null | undefined): void {
    if (secret && secret.length >= SHORTEST) this.#kinds.set(secret, kind);
  }

  /** Of which kinds there is one. */
  get kinds(): ReadonlySet<string> {
    return new Set(this.#kinds.values());
  }

  get all(): readonly string[] {
    return [...this.#kinds.keys()];
  }

  /** What of them is in a text, however it is written there: `code_verifier as base64 in the log`. */
  findIn(where: string, text: string): string[] {
    const small = text.toLowerCase();
    const found = [...this.#kinds].flatMap(([secret, kind]) =>
      waysOf(secret).flatMap(([way, written]) => {
        const isThere = way === 'hex' ? small.includes(written) : text.includes(written);
        return isThere ? [`${kind} as ${way} in ${where}`] : [];
      }),
    );
    return [...new Set(found)];
  }
}

/** Each with the name of the first way that writes it so. */
function waysOf(secret: string): (readonly [string, string])[] {
  const ways: (readonly [string, string])[] = [
    ['it is', secret],
    ['JSON', JSON.stringify(secret).slice(1, -1)],
    ['a part of an address', encodeURIComponent(secret)],
    ['a field of a form', new URLSearchParams({ a: secret }).toString().slice(2)],
    ['markup', secret.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)],
    ['hex', Buffer.from(secret).toString('hex')],
    ...[0, 1, 2].flatMap((before) => {
      const inner = base64Within(secret, before);
      return [
        ['base64', inner] as const,
        ['base64', inner.replaceAll('+', '-').replaceAll('/', '_')] as const,
      ];
    }),
  ];
  return ways.filter(([, written], at) => ways.findIndex(([, other]) => other === written) === at);
}

/** What of a text's base64 is the same whatever stands around it; `before` is how many bytes come before it, modulo 3. */
function base64Within(secret: string, before: number): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
  return whole.slice(before === 0 ? 0 : 4);
}
