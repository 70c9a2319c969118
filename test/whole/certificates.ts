import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** PEM texts: an authority of our own, and what it signed. */
export interface Certificates {
  ca: string;
  server: { cert: string; key: string };
  client: { cert: string; key: string };
}

/** Makes an authority, a server certificate for `hosts` (DNS names and IPv4 addresses) and a client certificate. */
export async function makeCertificates(hosts: string[]): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const signed = async (name: string, extension: string) => {
    await writeFile(join(folder, `${name}.ext`), extension);
    await openssl('req', ...newKey(name), '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const authority = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
    await openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.crt`,
      ...authority,
      '-extfile',
      `${name}.ext`,
    );
    return { cert: await read(`${name}.crt`), key: await read(`${name}.key`) };
  };
  try {
    await openssl(
      'req',
      '-x509',
      ...newKey('ca'),
      '-out',
      'ca.crt',
      '-days',
      '2',
      '-subj',
      '/CN=Test authority',
    );
    const names = hosts.map((host) => `${/^[\d.]+$/.test(host) ? 'IP' : 'DNS'}:${host}`);
    const server = await signed('server', `subjectAltName=${names.join(',')}`);
    const client = await signed('client', 'extendedKeyUsage=clientAuth');
    return { ca: await read('ca.crt'), server, client };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function newKey(name: string): string[] {
  return ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`];
}
