import { getContainerRuntimeClient } from 'testcontainers';

/** Why no container can be had here; undefined where Docker answers. */
export const dockerMissing: string | undefined = await getContainerRuntimeClient().then(
  () => undefined,
  (error: unknown) => String(error),
);
