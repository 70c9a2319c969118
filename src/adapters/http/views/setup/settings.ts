import type { AccountSetting, Fault, ReaderSetting, Saved, Survey } from '../../../../core/settings.ts';
import type { Call } from '../../call.ts';
import { type Html, html } from '../../html.ts';
import { setupTexts } from '../../texts/setup-language.ts';
import { alarm, wholePage } from '../layout.ts';
import { hidden, selectField, textField } from '../tags/fields.ts';
import { notSaved } from './finish.ts';
import { faultList, good } from './parts.ts';

export interface SettingsScene {
  file: string;
  survey: Survey;
  /** Why what stands in the file is not what runs. */
  troubles: readonly Fault[];
  /** What became of the form that was sent. */
  saved?: Saved | 'last_account' | 'there';
}

/** Accounts and readers, each with its form. */
export function settingsPage(call: Call, scene: SettingsScene): string {
  const says = setupTexts(call.texts);
  const { settings } = says;
  const { file, survey, troubles, saved } = scene;
  return wholePage(call, {
    title: settings.title,
    wide: true,
    body: html`${saved && told(call, file, saved)}
${troubles.length > 0 && html`${alarm(settings.notTaken, 'troubles')}<div class="note alarm">${faultList(troubles)}</div>`}
<p class="small narrow">${settings.file(file)}</p>
<section aria-labelledby="accounts"><h2 id="accounts">${settings.accounts}</h2>
<div class="grid">${survey.accounts.map((account, index) => accountCard(call, account, index))}
<details class="card"${survey.accounts.length === 0 && html` open`}><summary>${settings.addAccount}</summary>${accountForm(call, undefined, 'new-account')}</details></div>
</section>
<section aria-labelledby="readers"><h2 id="readers">${settings.readers}</h2>
<p class="small narrow">${settings.readersHint}</p>
<div class="grid">${survey.readers.map((reader, index) => readerCard(call, survey, reader, index))}
<details class="card"><summary>${settings.addReader}</summary>${readerForm(call, survey, undefined, 'new-reader')}</details></div>
</section>`,
  });
}

function told(call: Call, file: string, saved: NonNullable<SettingsScene['saved']>): Html {
  const { settings } = setupTexts(call.texts);
  if (saved === 'last_account') return alarm({ title: settings.refused, advice: settings.lastAccount });
  if (saved === 'there') return alarm({ title: settings.refused, advice: settings.there });
  return saved.ok ? good(settings.saved) : notSaved(call, file, saved);
}

function accountCard(call: Call, account: AccountSetting, index: number): Html {
  const { settings } = setupTexts(call.texts);
  const { key, name, written } = account;
  const shown = name ?? key;
  return html`<article class="card" aria-labelledby="account-${index}">
<header><h3 id="account-${index}">${shown}</h3> <code>${key}</code></header>
${
  written
    ? html`${accountForm(call, account, `account-${index}`)}
<details><summary>${settings.remove(shown)}</summary>
<form method="post" action="${call.base}/settings/account">
<p>${settings.removeAccount(shown)}</p>
${hidden('key', key)}
<label class="check"><input type="radio" name="token" value="keep" checked> <span>${settings.keepToken}</span></label>
<label class="check"><input type="radio" name="token" value="delete"> <span>${settings.deleteToken}</span></label>
<button class="danger" name="do" value="remove">${settings.removeSure}</button>
</form></details>`
    : html`<p class="small">${settings.elsewhere}</p>`
}
</article>
`;
}

function accountForm(call: Call, account: AccountSetting | undefined, id: string): Html {
  const { account: says, settings } = setupTexts(call.texts);
  return html`<form method="post" action="${call.base}/settings/account" autocomplete="off">
${
  account
    ? hidden('key', account.key)
    : textField({
        id: `${id}-key`,
        name: 'key',
        label: says.key,
        hint: says.keyHint,
        value: '',
        most: 60,
        required: true,
      })
}
${textField({ id: `${id}-name`, name: 'name', label: says.name, value: account?.name ?? '', most: 100 })}
${textField({ id: `${id}-device`, name: 'device', label: says.device, hint: says.deviceHint, value: account?.device ?? '', most: 200 })}
<button name="do" value="${account ? 'save' : 'add'}">${account ? settings.save : settings.add}</button>
</form>`;
}

function readerCard(call: Call, survey: Survey, reader: ReaderSetting, index: number): Html {
  const { settings } = setupTexts(call.texts);
  const { key, written } = reader;
  return html`<article class="card" aria-labelledby="reader-${index}">
<header><h3 id="reader-${index}">${key}</h3></header>
${
  written
    ? html`${readerForm(call, survey, reader, `reader-${index}`)}
<details><summary>${settings.remove(key)}</summary>
<form method="post" action="${call.base}/settings/reader">
<p>${settings.removeReader(key)}</p>
${hidden('key', key)}
<button class="danger" name="do" value="remove">${settings.removeSure}</button>
</form></details>`
    : html`<p class="small">${settings.elsewhere}</p>`
}
</article>
`;
}

function readerForm(call: Call, survey: Survey, reader: ReaderSetting | undefined, id: string): Html {
  const { account: says, settings } = setupTexts(call.texts);
  const accounts = survey.accounts.map(({ key, name }) => [key, name ?? key] as const);
  return html`<form method="post" action="${call.base}/settings/reader" autocomplete="off">
${
  reader
    ? hidden('key', reader.key)
    : textField({
        id: `${id}-key`,
        name: 'key',
        label: settings.readerKey,
        hint: settings.readerKeyHint,
        value: '',
        most: 64,
        required: true,
      })
}
${textField({ id: `${id}-topic`, name: 'topic', label: settings.topic, hint: settings.topicHint, value: reader?.topic ?? '', most: 500 })}
${accounts.length > 0 && selectField({ id: `${id}-of`, name: 'account', label: settings.readerAccount, value: reader?.account ?? '' }, settings.onlyAccount, accounts)}
${textField({ id: `${id}-device`, name: 'device', label: says.device, hint: says.deviceHint, value: reader?.device ?? '', most: 200 })}
<button name="do" value="${reader ? 'save' : 'add'}">${reader ? settings.save : settings.add}</button>
</form>`;
}
