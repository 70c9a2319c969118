/** The accounts service's pages: plain HTML forms, which a person, a browser robot and a test can all fill in. */

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Spotify simulator</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center; background: #14301f; color: #1b1b1b }
  main { background: #fff; border-radius: 1rem; padding: 2rem; max-width: 26rem; margin: 1rem }
  h1 { font-size: 1.4rem; margin: 0 0 .5rem } label { display: block; padding: .2rem 0 }
  button { font: inherit; padding: .5rem 1.5rem; border: 0; border-radius: 2rem; margin: 1rem .5rem 0 0; cursor: pointer }
  button[value=agree] { background: #1f7a45; color: #fff } small { color: #666 }
  input[name=code] { font: 2rem ui-monospace, monospace; letter-spacing: .2em; width: 7em; text-transform: uppercase }
</style></head><body><main><h1>${escapeHtml(title)}</h1>
${body}
<p><small>This is a simulator. No real account is involved.</small></p></main></body></html>
`;
}

/** The list to choose from: who is using this browser. */
export function userChoice(users: Iterable<{ id: string; name: string; product: string }>): string {
  return [...users]
    .map(
      (user, index) =>
        `<label><input type="radio" name="user" value="${escapeHtml(user.id)}"${index === 0 ? ' checked' : ''}> ${escapeHtml(user.name)} <small>${escapeHtml(user.product)}</small></label>`,
    )
    .join('\n');
}

export function scopeList(scopes: readonly string[]): string {
  return `<ul>${scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')}</ul>`;
}

export const AGREE_OR_CANCEL = `<button name="decision" value="agree">Agree</button><button name="decision" value="cancel">Cancel</button>`;
