import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { GenericContainer, Wait } from 'testcontainers';
import { beforeAll, describe, expect, it } from 'vitest';
import { logOf } from './container-log.ts';
import { dockerMissing } from './docker.ts';

const IMAGE = 'ghcr.io/esphome/esphome:stable';
const EXAMPLES = resolve(import.meta.dirname, '../../examples/esphome');
/** What `gfonts://Roboto+Mono` fetches from the internet. */
const FONT = createRequire(import.meta.url).resolve(
  '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff',
);

/** The widest letter of a code in pixels, as ESPHome's font component draws it (font/__init__.py, glyph_to_glyphinfo). */
const MEASURE = `
import sys
from freetype import FT_LOAD_RENDER, FT_LOAD_TARGET_MONO, Face
face = Face("/config/roboto.woff")
face.set_pixel_sizes(int(sys.argv[1]), 0)
def width(letter):
    face.load_char(letter, FT_LOAD_RENDER | FT_LOAD_TARGET_MONO)
    return (face.glyph.metrics.horiAdvance + 63) // 64
print("widest", max(map(width, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")))
`;

interface CopiedFile {
  target: string;
  content: Buffer;
}

describe.runIf(dockerMissing === undefined)('ESPHome', () => {
  let files: CopiedFile[];
  /** Runs a command of the image in a folder with the examples until it wrote `end`, and returns all that it wrote. */
  const run = async (command: string[], end: RegExp, program = 'esphome') => {
    await using container = await new GenericContainer(IMAGE)
      .withCopyContentToContainer(files)
      .withEntrypoint([program])
      .withCommand(command)
      .withWaitStrategy(Wait.forLogMessage(end))
      .start();
    return logOf(container);
  };

  beforeAll(async () => {
    const names = await readdir(EXAMPLES, { recursive: true });
    const yaml = names.filter((name) => name.endsWith('.yaml'));
    files = await Promise.all(
      yaml.map(async (name) => ({
        target: `/config/${name}`,
        content: await readFile(join(EXAMPLES, name)),
      })),
    );
    const secrets = files.find(({ target }) => target.endsWith('/secrets.example.yaml'));
    if (!secrets) throw new Error('no secrets.example.yaml');
    files.push({ target: '/config/secrets.yaml', content: secrets.content });
    files.push({ target: '/config/roboto.woff', content: await readFile(FONT) });
  });

  it.each(['spotify2mqtt-reader.yaml', 'spotify2mqtt-reader-rc522.yaml'])('accepts %s', async (file) => {
    const command = ['-s', 'font_file', 'roboto.woff', 'config', `/config/${file}`];
    const said = await run(command, /Configuration is valid|Failed config/);
    expect(said).toContain('Configuration is valid');
    expect(said.match(/^.*\bWARNING .*$/gm)).toBeNull();
  });

  it('draws half of a code into the half of the display that the QR code leaves', async () => {
    const common = files.find(({ target }) => target.endsWith('-common.yaml'));
    const [, size = ''] = /id: font_code\n\s+size: (\d+)/.exec(String(common?.content)) ?? [];
    const said = await run(['-c', MEASURE, size], /widest|Error/, 'python3');
    const [, pixels = ''] = /widest (\d+)/.exec(said) ?? [];
    expect(Number(pixels), said).toBeGreaterThan(0);
    expect('ABCD-'.length * Number(pixels)).toBeLessThanOrEqual(64);
  });
});
