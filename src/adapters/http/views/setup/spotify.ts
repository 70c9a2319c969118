import type { Survey } from '../../../../core/settings.ts';
import type { Call } from '../../call.ts';
import { html } from '../../html.ts';
import { setupTexts } from '../../texts/setup-language.ts';
import { alarm, wholePage } from '../layout.ts';
import { entryField } from './parts.ts';

export interface SpotifyScene {
  survey: Survey;
  clientId: string;
  wrong?: 'wrong' | 'notKnown';
}

const DASHBOARD = 'https://developer.spotify.com/dashboard';
const LOOPBACK = 'http://127.0.0.1/callback';
/** Home Assistant's own, for its pairing inside itself. */
const HOME = 'https://my.home-assistant.io/redirect/oauth';

/** The steps at Spotify's dashboard, with the exact addresses to register there. */
export function spotifyPage(call: Call, { survey, clientId, wrong }: SpotifyScene): string {
  const says = setupTexts(call.texts);
  const { spotify } = says;
  const publicUrl = survey.at('http.public_url')?.value?.replace(/\/+$/, '');
  const redirects = [
    [LOOPBACK, spotify.redirectLoopback],
    ...(publicUrl === undefined ? [] : [[`${publicUrl}/callback`, spotify.redirectPublic]]),
    [HOME, spotify.redirectHome],
  ];
  return wholePage(call, {
    title: spotify.title,
    body: html`<p class="small">${says.step(2, 4)}</p>
${wrong && alarm(spotify[wrong])}
<p>${spotify.intro}</p>
<p><a class="button quiet" href="${DASHBOARD}" target="_blank" rel="noopener noreferrer">${spotify.open}</a></p>
<ol>
<li>${spotify.steps.create}</li>
<li>${spotify.steps.redirects}
<ul>${redirects.map(([address, when]) => html`<li><code class="address">${address}</code> <span class="small">(${when})</span></li>`)}</ul></li>
<li>${spotify.steps.api}</li>
<li>${spotify.steps.people}</li>
<li>${spotify.steps.copy}</li>
</ol>
<form method="post" action="${call.base}/setup/spotify" autocomplete="off">
${entryField(says, {
  name: 'client_id',
  label: spotify.label,
  hint: spotify.hint,
  value: clientId,
  setting: survey.at('spotify.client_id'),
  required: true,
  alarm: wrong && 'alarm',
})}
<button name="do" value="next">${says.next}</button>
${wrong === 'notKnown' && html`<button class="quiet" name="do" value="anyway">${spotify.anyway}</button>`}
</form>
<p><a href="${call.base}/setup/broker">${says.back}</a></p>`,
  });
}
