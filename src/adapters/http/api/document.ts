import swagger from '@fastify/swagger';
import Fastify from 'fastify';
import { systemClock } from '../../../lib/clock.ts';
import { addHealthRoutes } from '../routes/health.ts';
import { Audience, USUAL_AUDIENCE } from './audience.ts';
import { addApiRoutes } from './routes.ts';
import { COMPONENTS, DESCRIBED } from './schemas.ts';

/** The API as OpenAPI 3.1, from its routes. */
export async function describeApi(version: string): Promise<object> {
  const app = Fastify({ logger: false });
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (said) => JSON.stringify(said));
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'spotify2mqtt',
        version,
        description:
          'Commands, requests and news of the bridge, as over MQTT. Answers are those of MQTT; the status says what kind of problem they hold.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      tags: [
        { name: 'State', description: 'What is' },
        { name: 'Commands', description: 'What a player shall do' },
        { name: 'Requests', description: 'Questions, and what changes the bridge' },
        { name: 'About', description: 'The bridge itself' },
      ],
      security: [{ token: [] }, { password: [] }, {}],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'http.token' },
          password: { type: 'http', scheme: 'basic', description: 'http.password, with any user name' },
        },
      },
    },
    refResolver: {
      buildLocalReference: ({ $id }, _baseUri, _fragment, at) =>
        typeof $id === 'string' ? $id : `def-${at}`,
    },
  });
  for (const component of COMPONENTS) app.addSchema(component);
  const house = () => undefined;
  const parts = {
    house,
    clock: systemClock,
    audience: new Audience(systemClock, USUAL_AUDIENCE),
    openApi: async () => ({}),
    documents: async () => new Map<string, string>(),
    mayKnow: () => false,
    metrics: async () => ({ contentType: 'text/plain', text: '' }),
    described: DESCRIBED,
  };
  app.register(async (api) => addApiRoutes(api, parts), { prefix: '/api' });
  app.register(async (root) => addHealthRoutes(root, parts));
  await app.ready();
  const document = app.swagger();
  await app.close();
  // Swagger makes every body a must; a request may have none.
  for (const { post } of Object.values(document.paths ?? {}))
    if (post?.requestBody && 'required' in post.requestBody && post.operationId !== 'command')
      post.requestBody.required = false;
  // Relative to where the description is, so that it holds behind proxies and under Home Assistant's ingress.
  return { ...document, servers: [{ url: '..', description: 'The bridge that this description is of' }] };
}

/** As it stands in docs/openapi.json. */
export async function openApiText(version: string): Promise<string> {
  return `${JSON.stringify(await describeApi(version), null, 2)}\n`;
}
