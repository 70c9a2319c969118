import { type Browser, find } from './browser.ts';

/** Opens Spotify's page, logs in as `user` and agrees; returns where Spotify sends the browser. */
export async function agreeAt(browser: Browser, spotify: string, user: string): Promise<string> {
  const form = await browser.open(spotify);
  const action = new URL(find(form, /<form method="post" action="([^"]+)"/), spotify).href;
  const { away = '' } = await browser.send(action, { user, decision: 'agree' });
  return away;
}
