import { type Answer, type Call, html, json, oauthError } from '../answer.ts';
import type { Spotify } from '../spotify.ts';
import { formIn } from './form.ts';
import { AGREE_OR_CANCEL, escapeHtml, page, userChoice } from './page.ts';
import { PAIRING_INTERVAL_S, PAIRING_LIFETIME_S } from './pairings.ts';
import { scopesOf, unknownScopes } from './scope.ts';

/** `POST /oauth2/device/authorize` (RFC 8628 §3.1): for the few apps that Spotify lists; all others are refused here. */
export function startDevice(spotify: Spotify, call: Call, now: number): Answer {
  const form = formIn(call);
  if ('status' in form) return form;
  const id = form.get('client_id');
  if (!id) return oauthError('invalid_request', 'client_id is required');
  const client = spotify.clients.get(id);
  if (!client) return oauthError('invalid_client', 'Invalid client');
  if (!client.deviceGrant)
    return oauthError('unauthorized_client', 'Client is not allowed to use the device grant');
  const scopes = scopesOf(form.get('scope') ?? '');
  if (unknownScopes(scopes).length > 0)
    return oauthError('invalid_scope', `Unknown: ${unknownScopes(scopes).join(' ')}`);
  const pairing = spotify.pairings.start(client.id, scopes, now);
  const address = `${spotify.settings.accountsUrl}/pair`;
  return json(200, {
    device_code: pairing.deviceCode,
    user_code: pairing.userCode,
    verification_uri: address,
    verification_uri_complete: `${address}?code=${pairing.userCode}`,
    expires_in: PAIRING_LIFETIME_S,
    interval: PAIRING_INTERVAL_S,
  });
}

/** `GET /pair`: where a person types what the device shows. */
export function pairPage(spotify: Spotify, query: URLSearchParams): Answer {
  const code = escapeHtml(query.get('code') ?? '');
  const form = `<p>Type the code that your device shows. Continue only if you started this yourself.</p>
<form method="post" action="/pair">
<p><input name="code" value="${code}" maxlength="8" autocomplete="off" autofocus required></p>
${userChoice(spotify.users.values())}
${AGREE_OR_CANCEL}</form>`;
  return html(200, page('Pair your device', form));
}

/** The form of that page, sent: `code`, `user` and `decision`. */
export function pairDecision(spotify: Spotify, form: URLSearchParams, now: number): Answer {
  const pairing = spotify.pairings.waiting(form.get('code') ?? '', now);
  if (!pairing) {
    return html(
      404,
      page('That code is not known', '<p>It may have expired. <a href="/pair">Try again</a></p>'),
    );
  }
  const user = spotify.users.get(form.get('user') ?? '');
  if (form.get('decision') !== 'agree') {
    pairing.decision = 'denied';
    return html(200, page('Cancelled', '<p>The device was not paired.</p>'));
  }
  if (!user)
    return html(400, page('Nobody chosen', '<p>Choose who you are. <a href="/pair">Try again</a></p>'));
  pairing.decision = { user: user.id, at: now };
  return html(200, page('Congratulations, you are all set!', '<p>You may close this window.</p>'));
}
