/** A call of curl as documentation shows it. */
export interface CurlCall {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string | undefined;
}

/** Reads a line of a shell that calls curl. `$NAMES` come from `variables`. Throws for options that it does not know. */
export function readCurl(line: string, variables: Record<string, string>): CurlCall {
  const [program, ...words] = wordsOf(line, variables);
  if (program !== 'curl') throw new Error(`no curl: ${line}`);
  const call: { method?: string; url?: string; body?: string } = {};
  const headers: Record<string, string> = {};
  const next = () => words.shift() ?? '';
  while (words.length > 0) {
    const word = next();
    if (word === '-X') call.method = next();
    else if (word === '-d') {
      call.body = next();
      headers['content-type'] ??= 'application/x-www-form-urlencoded';
    } else if (word === '--json') {
      call.body = next();
      Object.assign(headers, { 'content-type': 'application/json', accept: 'application/json' });
    } else if (word === '-u') headers.authorization = `Basic ${Buffer.from(next()).toString('base64')}`;
    else if (word === '-H') {
      const [, name = '', value = ''] = /^([^:]+): *(.*)$/.exec(next()) ?? [];
      headers[name.toLowerCase()] = value;
    } else if (word.startsWith('-') && word !== '-N') throw new Error(`unknown option ${word} in ${line}`);
    else if (word !== '-N') call.url = word;
  }
  const method = call.method ?? (call.body === undefined ? 'GET' : 'POST');
  return { method, url: new URL(call.url ?? ''), headers, body: call.body };
}

/** The words of a line, by the quoting rules of sh that documentation uses. */
function wordsOf(line: string, variables: Record<string, string>): string[] {
  const expand = (text: string) => text.replaceAll(/\$([A-Z]+)/g, (_, name: string) => variables[name] ?? '');
  const parts = line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"]+)+/g);
  return [...parts].map(([word]) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"|([^'"]+)/g, (_, single?: string, double?: string, bare?: string) =>
      single !== undefined ? single : expand(double ?? bare ?? ''),
    ),
  );
}
