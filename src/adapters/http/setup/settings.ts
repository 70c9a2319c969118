import type { Change, Saved, SettingsDesk } from '../../../core/settings.ts';
import type { Call } from '../call.ts';
import { type SettingsScene, settingsPage } from '../views/setup/settings.ts';
import { accountChanges, readerChanges } from './draft.ts';
import type { SetupFields } from './form.ts';
import type { Shown } from './steps.ts';

/** Accounts and readers of a bridge that runs. */
export class Settings {
  readonly #desk: SettingsDesk;

  constructor(desk: SettingsDesk) {
    this.#desk = desk;
  }

  show(call: Call, saved?: SettingsScene['saved']): Shown {
    const { file } = this.#desk;
    const survey = this.#desk.survey();
    const page = settingsPage(call, {
      file,
      survey,
      troubles: this.#desk.troubles(),
      ...(saved !== undefined && { saved }),
    });
    const isRefused = saved !== undefined && !(typeof saved === 'object' && saved.ok);
    return { page, status: isRefused ? 422 : 200 };
  }

  async account(call: Call, { do: deed, key, name, device, token }: SetupFields): Promise<Shown> {
    const survey = this.#desk.survey();
    const isThere = survey.accounts.some((account) => account.key === key);
    if (deed === 'remove') {
      if (survey.accounts.length <= 1) return this.show(call, 'last_account');
      return this.#told(
        call,
        await this.#desk.save([gone('accounts', key)], token === 'delete' ? key : undefined),
      );
    }
    if (deed === 'add' && isThere) return this.show(call, 'there');
    return this.#told(call, await this.#desk.save(accountChanges(survey, { key, name, device })));
  }

  async reader(call: Call, { do: deed, key, topic, account, device }: SetupFields): Promise<Shown> {
    const survey = this.#desk.survey();
    if (deed === 'remove') return this.#told(call, await this.#desk.save([gone('readers', key)]));
    if (deed === 'add' && survey.readers.some((reader) => reader.key === key))
      return this.show(call, 'there');
    return this.#told(call, await this.#desk.save(readerChanges(survey, { key, topic, account, device })));
  }

  #told(call: Call, saved: Saved): Shown {
    // By the time that it is asked for, the bridge has taken it over.
    return saved.ok ? { to: '/settings/saved' } : this.show(call, saved);
  }
}

function gone(heading: string, key: string): Change {
  return { path: [heading, key], value: undefined };
}
