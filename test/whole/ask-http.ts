/** Asks over HTTP, JSON or a form in, JSON out; an error names the path and what was said. */
export async function askHttp(
  base: string,
  path: string,
  {
    token,
    json,
    form,
    headers: more = {},
  }: { token?: string; json?: object; form?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<unknown> {
  const body = json ? JSON.stringify(json) : form ? new URLSearchParams(form) : null;
  const headers = { ...more };
  if (json) headers['content-type'] = 'application/json';
  if (token) headers.authorization = `Bearer ${token}`;
  const signal = AbortSignal.timeout(30_000);
  const response = await fetch(base + path, { method: body ? 'POST' : 'GET', body, headers, signal });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}
