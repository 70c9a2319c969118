import type { FastifyInstance } from 'fastify';
import type { House } from '../../../core/house.ts';
import type { PagesOptions } from '../options.ts';
import { addOtherMethods } from '../routes/other-methods.ts';
import { Audience, USUAL_AUDIENCE } from './audience.ts';
import { addApiRoutes } from './routes.ts';

/** The bridge for programs: commands, requests and news, as over MQTT. */
export function addApi(app: FastifyInstance, options: PagesOptions, house: () => House | undefined): void {
  const { clock, version } = options;
  const audience = new Audience(clock, { ...USUAL_AUDIENCE, ...options.audience });
  // Made when somebody asks: a start shall not wait for it.
  let made: Promise<object> | undefined;
  const openApi = () => {
    made ??= import('./document.ts').then(({ describeApi }) => describeApi(version));
    return made;
  };
  const documents = options.documents ?? (async () => new Map());
  app.register(
    async (api) =>
      addOtherMethods(api, options, () =>
        addApiRoutes(api, { house, clock, audience, openApi, documents, described: {} }),
      ),
    { prefix: '/api' },
  );
}
