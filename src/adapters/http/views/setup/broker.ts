import type { Fault, Survey, Tried } from '../../../../core/settings.ts';
import type { Call } from '../../call.ts';
import { type Html, html } from '../../html.ts';
import type { BrokerEntry } from '../../setup/draft.ts';
import { setupTexts } from '../../texts/setup-language.ts';
import { alarm, wholePage } from '../layout.ts';
import { checkField } from '../tags/fields.ts';
import { entryField, faultList, good, passwordField } from './parts.ts';

export interface BrokerScene {
  survey: Survey;
  entry: BrokerEntry;
  /** What was not typed. */
  missing?: 'url' | 'password';
  /** What was found wrong with it. */
  faults?: readonly Fault[];
  tried?: Tried;
}

export function brokerPage(call: Call, { survey, entry, missing, faults, tried }: BrokerScene): string {
  const says = setupTexts(call.texts);
  const { broker } = says;
  const url = survey.at('mqtt.url');
  const isEmbedded = entry.url === 'embedded';
  return wholePage(call, {
    title: broker.title,
    body: html`<p class="small">${says.step(1, 4)}</p>
${missing && alarm(missing === 'url' ? { title: broker.missing, advice: broker.urlHint } : broker.missingPassword)}
${faults && wrong(call, faults)}
${tried && outcome(call, tried, isEmbedded)}
<p>${broker.intro}</p>
<form method="post" action="${call.base}/setup/broker" autocomplete="off">
${entryField(says, {
  name: 'url',
  label: broker.url,
  hint: broker.urlHint,
  value: isEmbedded ? '' : entry.url,
  setting: url,
  alarm: faults || missing === 'url' ? 'alarm' : undefined,
})}
${url?.variable === undefined && html`${checkField('embedded', broker.embedded, isEmbedded)}<p class="small">${broker.embeddedHint}</p>`}
${entryField(says, {
  name: 'username',
  label: broker.username,
  hint: broker.usernameHint,
  value: entry.username,
  setting: survey.at('mqtt.username'),
})}
${passwordField(says, survey.at('mqtt.password'), entry.password !== undefined || survey.at('mqtt.password') !== undefined)}
<button name="do" value="next">${says.next}</button>
<button class="quiet" name="do" value="test">${broker.test}</button>
${tried && !tried.ok && html`<button class="quiet" name="do" value="anyway">${broker.anyway}</button>`}
</form>`,
  });
}

function wrong(call: Call, faults: readonly Fault[]): Html {
  const { broker } = setupTexts(call.texts);
  return html`<div class="note alarm" role="alert" id="alarm"><p><strong>${broker.wrong}</strong></p>${faultList(faults)}</div>`;
}

function outcome(call: Call, tried: Tried, isEmbedded: boolean): Html {
  const says = setupTexts(call.texts);
  if (tried.ok) return good(isEmbedded ? says.broker.worksEmbedded : says.broker.works);
  return html`${alarm(says.broker.tried[tried.why])}<p class="small">${says.details}: ${tried.detail}</p>`;
}
