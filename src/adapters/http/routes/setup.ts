import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SettingsDoor } from '../../../core/settings.ts';
import type { Call } from '../call.ts';
import type { PagesOptions } from '../options.ts';
import { readCall } from '../read-call.ts';
import type { SetupFields } from '../setup/form.ts';
import type { Shown } from '../setup/steps.ts';

const PASS = 's2m_settings';
/** Some hundred lines. */
const MEND_BYTES = 256 * 1024;

/**
 * The pages for the configuration: the steps of the first run while the bridge waits for one, accounts and readers while one
 * runs. All of it is loaded when somebody comes: most houses are set up once.
 */
export function addSetupRoutes(
  app: FastifyInstance,
  options: PagesOptions,
  { desk, access }: SettingsDoor,
): void {
  const { clock } = options;
  const to = desk.waiting ? 'setup' : 'settings';
  const load = once(async () => {
    const [{ Steps }, { Settings }, form, unlocking, { lockedPage }] = await Promise.all([
      import('../setup/steps.ts'),
      import('../setup/settings.ts'),
      import('../setup/form.ts'),
      import('../setup/unlocking.ts'),
      import('../views/setup/locked.ts'),
    ]);
    return { ...form, ...unlocking, lockedPage, steps: new Steps(desk), settings: new Settings(desk) };
  });
  type Loaded = Awaited<ReturnType<typeof load>>;

  app.post(`/${to}/unlock`, async (request, reply) => {
    const call = readCall(request, options);
    const { setupFieldsOf, unlocked } = await load();
    const result = unlocked(call, access, setupFieldsOf(request.body).code, to, clock.now());
    if ('pass' in result) {
      const { secure, base } = call;
      const kept = { httpOnly: true, sameSite: 'strict', secure, path: `${base}/` } as const;
      return reply.setCookie(PASS, result.pass, kept).redirect(`${base}/${to}`, 303);
    }
    if (result.retryS !== undefined) reply.header('retry-after', result.retryS);
    return show(call, reply, result);
  });

  if (desk.waiting) {
    for (const path of ['/', '/settings', '/pair'])
      app.get(path, (request, reply) => reply.redirect(`${readCall(request, options).base}/setup`, 303));
    get('/setup', ({ steps }, call) => steps.begin(call));
    get('/setup/broker', ({ steps }, call) => steps.broker(call));
    get('/setup/spotify', ({ steps }, call) => steps.spotify(call));
    get('/setup/account', ({ steps }, call) => steps.account(call));
    get('/setup/finish', ({ steps }, call) => steps.finish(call));
    post('/setup/broker', ({ steps }, call, fields) => steps.enterBroker(call, fields));
    post('/setup/spotify', ({ steps }, call, fields) => steps.enterSpotify(call, fields));
    post('/setup/account', ({ steps }, call, fields) => steps.enterAccount(call, fields));
    post('/setup/finish', ({ steps }, call) => steps.save(call));
    post('/setup/again', ({ steps }) => steps.again());
    post(
      '/setup/mend',
      ({ steps, linesIn }, call, _fields, body) => steps.mend(call, linesIn(body)),
      MEND_BYTES,
    );
    return;
  }
  // Who was at the last step while another browser finished.
  app.get('/setup', (request, reply) => reply.redirect(`${readCall(request, options).base}/settings`, 303));
  get('/settings', ({ settings }, call) => settings.show(call));
  get('/settings/saved', ({ settings }, call) => settings.show(call, { ok: true }));
  post('/settings/account', ({ settings }, call, fields) => settings.account(call, fields));
  post('/settings/reader', ({ settings }, call, fields) => settings.reader(call, fields));

  function get(path: string, page: (loaded: Loaded, call: Call) => Shown): void {
    app.get(path, (request, reply) => behindTheCode(request, reply, page));
  }

  function post(
    path: string,
    page: (loaded: Loaded, call: Call, fields: SetupFields, body: unknown) => Shown | Promise<Shown>,
    bodyLimit?: number,
  ): void {
    app.post(path, bodyLimit === undefined ? {} : { bodyLimit }, (request, reply) =>
      behindTheCode(request, reply, (loaded, call) =>
        page(loaded, call, loaded.setupFieldsOf(request.body), request.body),
      ),
    );
  }

  async function behindTheCode(
    request: FastifyRequest,
    reply: FastifyReply,
    page: (loaded: Loaded, call: Call) => Shown | Promise<Shown>,
  ): Promise<FastifyReply> {
    const call = readCall(request, options);
    const loaded = await load();
    if (mayEnter(call, request)) return show(call, reply, await page(loaded, call));
    access.show();
    return show(call, reply, { page: loaded.lockedPage(call, to), status: 403 });
  }

  /**
   * Home Assistant has asked who it is, and so has the password; on the machine itself people may edit the file anyway. A phone
   * that is merely in the house may pair and play, but must not turn the bridge to another broker.
   */
  function mayEnter(call: Call, request: FastifyRequest): boolean {
    const isTrusted = !desk.waiting && (options.password !== undefined || call.visit.via === 'loopback');
    return call.ingress || isTrusted || access.knows(request.cookies[PASS]);
  }
}

function show({ base }: Call, reply: FastifyReply, shown: Shown): FastifyReply {
  if ('to' in shown) return reply.redirect(`${base}${shown.to}`, 303);
  return reply
    .code(shown.status ?? 200)
    .type('text/html')
    .send(shown.page);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
