/** A browser that keeps cookies and goes where it is sent, over a real socket. */
export class WebBrowser {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();

  constructor(base: string) {
    this.#base = base;
  }

  get(path: string): Promise<Seen> {
    return this.#go(path);
  }

  post(path: string, fields: Record<string, string>): Promise<Seen> {
    return this.#go(path, new URLSearchParams(fields));
  }

  async #go(path: string, body?: URLSearchParams): Promise<Seen> {
    const response = await fetch(new URL(path, this.#base), {
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body && { method: 'POST', body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name !== undefined && value !== undefined) this.#cookies.set(name, value);
    }
    const to = response.headers.get('location');
    return to === null ? { path, status: response.status, text: await response.text() } : this.#go(to);
  }
}

export interface Seen {
  /** Where it ended. */
  path: string;
  status: number;
  text: string;
}
