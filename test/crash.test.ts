import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { temporaryFolder } from './adapters/storage/folder.ts';
import { runProgram } from './program.ts';

/** Throws, or rejects where nobody listens, with all that an error of a library may carry. */
const BUG = (how: string) => `
process.on('SIGUSR2', () => {
  const error = Object.assign(new Error('sending the-brokers-password failed'), {
    options: { headers: { authorization: 'Bearer the-pages-password' } },
  });
  ${how}
});`;

it.each([
  ['thrown', 'throw error;'],
  ['rejected', 'void Promise.reject(error);'],
])(
  'an error that is %s where nobody expects it ends the program, and gives no secret away',
  async (_what, how) => {
    using folder = temporaryFolder();
    const config = {
      mqtt: { url: 'mqtt://127.0.0.1:1', password: 'the-brokers-password' },
      http: { port: 0, host: '127.0.0.1', password: 'the-pages-password' },
      spotify: { client_id: 'abc' },
      data: folder.file('data'),
    };
    writeFileSync(folder.file('config.yaml'), JSON.stringify(config));
    const bug = `data:text/javascript,${encodeURIComponent(BUG(how))}`;
    const program = runProgram([], { NODE_OPTIONS: `--import ${bug}` }, folder.path);
    await program.printed('spotify2mqtt starts');
    expect(await program.stop('SIGUSR2')).toBe(1);
    expect(program.output).toContain('spotify2mqtt ends by a bug: Error: sending … failed\n    at ');
    expect(program.output).not.toMatch(/the-(?:brokers|pages)-password/);
  },
);
