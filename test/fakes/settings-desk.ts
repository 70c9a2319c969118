import type {
  AccountSetting,
  BrokerWish,
  Change,
  ClientIdVerdict,
  Fault,
  Line,
  ReaderSetting,
  Saved,
  Setting,
  SettingsDesk,
  Survey,
  Tried,
} from '../../src/core/settings.ts';

/** A desk whose answers the test lays out, and that keeps what was asked. */
export class FakeSettingsDesk implements SettingsDesk {
  readonly file = 'config.yaml';
  readonly calls: string[] = [];
  readonly wishes: BrokerWish[] = [];
  waiting: boolean;
  values: Record<string, Setting> = {};
  accounts: AccountSetting[] = [];
  readers: ReaderSetting[] = [];
  faults: Fault[] = [];
  /** Of what would be saved. */
  wrong: Fault[] = [];
  troublesNow: Fault[] = [];
  linesNow: Line[] = [];
  tried: Tried = { ok: true };
  verdict: ClientIdVerdict = 'known';
  saved: Saved = { ok: true };

  constructor(waiting: boolean) {
    this.waiting = waiting;
  }

  troubles(): readonly Fault[] {
    return this.troublesNow;
  }

  survey(): Survey {
    const { accounts, readers, faults } = this;
    return { at: (path) => this.values[path], accounts, readers, faults };
  }

  lines(): readonly Line[] {
    return this.linesNow;
  }

  check(): readonly Fault[] {
    return this.wrong;
  }

  async tryBroker(wish: BrokerWish): Promise<Tried> {
    this.wishes.push(wish);
    return this.tried;
  }

  async tryClientId(clientId: string): Promise<ClientIdVerdict> {
    this.calls.push(`try ${clientId}`);
    return this.verdict;
  }

  async save(changes: readonly Change[], forget?: string): Promise<Saved> {
    const told = changes.map(
      ({ path, value }) => `${path.join('.')}=${value === undefined ? '' : JSON.stringify(value)}`,
    );
    this.calls.push(`save ${told.join(' ')}${forget === undefined ? '' : ` forget ${forget}`}`);
    return this.saved;
  }

  async mend(lines: ReadonlyMap<number, string>): Promise<Saved> {
    this.calls.push(`mend ${JSON.stringify([...lines])}`);
    return this.saved;
  }

  again(): void {
    this.calls.push('again');
  }
}
