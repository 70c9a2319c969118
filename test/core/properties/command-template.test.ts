import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commandOf, isStep, readTemplate } from '../../../src/core/command-template.ts';
import { BadPayload } from '../../../src/core/problem.ts';

const sized = readTemplate('volume +{size/12}');
const turned = readTemplate('volume -{size/12}');
const chosen = readTemplate('play {what}');

it('the other sign is the other way, for any number', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), (size) => {
      const [up, down] = [commandOf(sized, { size }, ''), commandOf(turned, { size }, '')];
      if ('why' in up) expect(down).toHaveProperty('why');
      else expect([up, down]).toEqual([up, { ...up, by: -('by' in up ? up.by : Number.NaN) }]);
    }),
  );
});

it('whatever a message holds becomes a command or a reason', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, plain) => {
      for (const template of [sized, turned, chosen]) {
        for (const json of [value, { size: value, what: value }]) {
          const made = commandOf(template, json, plain);
          if ('why' in made) expect(made.why).toMatch(/\S/);
          else expect(JSON.stringify(made)).not.toMatch(/null/);
        }
      }
    }),
  );
});

it('any text is a template or is told what would be right', () => {
  const text = fc.array(
    fc.constantFrom('volume', 'seek', 'next', ' ', '+', '-', '{', '}', 'size', '/', '*', '0', '12', '.', '…'),
    { maxLength: 9 },
  );
  fc.assert(
    fc.property(text, (parts) => {
      try {
        expect(isStep(readTemplate(parts.join('')))).toBeTypeOf('boolean');
      } catch (error) {
        expect(error).toBeInstanceOf(BadPayload);
      }
    }),
  );
});
