import type { User } from '../people.ts';
import { hasNewFields, hasOldFields, type Look } from './look.ts';

/** A user as owner of a playlist or adder of a track. */
export function publicUser(look: Look, id: string): object {
  return {
    external_urls: { spotify: `https://open.spotify.com/user/${id}` },
    href: `${look.apiUrl}/users/${id}`,
    id,
    type: 'user',
    uri: `spotify:user:${id}`,
  };
}

/** `GET /me`; country, e-mail, product and followers are gone for apps restricted in February 2026. */
export function privateUser(look: Look, user: User, withEmail: boolean): object {
  const old = {
    country: user.country,
    ...(withEmail ? { email: user.email } : {}),
    explicit_content: { filter_enabled: false, filter_locked: false },
    followers: { href: null, total: 21 },
    product: user.product,
  };
  return {
    ...publicUser(look, user.id),
    ...(hasNewFields(look) ? { account_id: user.accountId } : {}),
    display_name: user.name,
    images: [],
    ...(hasOldFields(look) ? old : {}),
  };
}
