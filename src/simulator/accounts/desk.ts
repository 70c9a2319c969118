import { type Answer, type Call, html, text } from '../answer.ts';
import type { Spotify } from '../spotify.ts';
import { authorizeDecision, authorizePage } from './authorize.ts';
import { pairDecision, pairPage, startDevice } from './device.ts';
import { page } from './page.ts';
import { token } from './token.ts';

/** accounts.spotify.com: `/authorize`, `/api/token`, `/oauth2/device/authorize`, `/pair`. */
export function accountsAnswer(spotify: Spotify, call: Call, url: URL, now: number): Answer {
  const form = (): URLSearchParams => new URLSearchParams(call.body);
  switch (`${call.method} ${url.pathname}`) {
    case 'GET /authorize':
      return authorizePage(spotify, url.searchParams, call.headers.cookie ?? '', now);
    case 'POST /authorize':
      return authorizeDecision(spotify, url.searchParams, form(), now);
    case 'POST /api/token':
      return token(spotify, call, now);
    case 'POST /oauth2/device/authorize':
      return startDevice(spotify, call, now);
    case 'GET /pair':
      return pairPage(spotify, url.searchParams);
    case 'POST /pair':
      return pairDecision(spotify, form(), now);
    case 'GET /':
      return html(200, page('A Spotify of your own', FRONT));
    default:
      return text(404, `Nothing at ${call.method} ${url.pathname}`);
  }
}

const FRONT = `<ul>
<li>The Web API is at <code>/v1</code>.</li>
<li>The accounts service: <code>/authorize</code>, <code>/api/token</code>, <a href="/pair">/pair</a></li>
<li>Set the scene and make things go wrong at <a href="/control">/control</a>.</li>
</ul>`;
