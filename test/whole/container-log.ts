import { getContainerRuntimeClient, type StartedTestContainer } from 'testcontainers';

/** Everything the container wrote so far, over its restarts and after its end. */
export async function logOf(container: StartedTestContainer): Promise<string> {
  const { container: engine } = await getContainerRuntimeClient();
  const frames = await engine.getById(container.getId()).logs({ stdout: true, stderr: true });
  return Buffer.concat(unframed(frames)).toString('utf8');
}

/** Docker sends both streams in one: before each piece eight bytes, of which the last four are its length. */
function unframed(frames: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < frames.length; ) {
    const start = at + 8;
    at = start + frames.readUInt32BE(at + 4);
    pieces.push(frames.subarray(start, at));
  }
  return pieces;
}
