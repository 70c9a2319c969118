import { describe, expect, it } from 'vitest';
import { editConfig, withoutSecrets } from '../../src/config/edit.ts';

const FILE = `# My broker
mqtt:
  url: mqtt://old # in the cellar
  # the one of Home Assistant
  username: bridge

# nobody yet
accounts:
  # none
spotify: { client_id: abc }
`;

describe('config.yaml with changes', () => {
  it.each([
    ['changes a value', [['mqtt.url', 'mqtt://new']], ['mqtt:\n  url: mqtt://new # in the cellar']],
    ['adds one where its heading is', [['mqtt.password', 'x']], ['  username: bridge\n  password: x\n']],
    [
      'adds below a heading with nothing below it',
      [['accounts.kids.name', 'Kids']],
      ['  # none\n  kids:\n    name: Kids\n'],
    ],
    ['adds a heading', [['readers.hall.topic', 'pn532/tag']], ['readers:\n  hall:\n    topic: pn532/tag\n']],
    ['adds inside braces', [['spotify.developer', 'anna']], ['spotify: { client_id: abc, developer: anna }']],
    ['adds a key with nothing below it', [['accounts.kids', null]], ['  kids: {}\n']],
    ['quotes what would be read as something else', [['mqtt.password', '0123']], ['password: "0123"']],
    ['quotes what YAML keeps for itself', [['mqtt.password', '*a: #b']], ['password: "*a: #b"']],
  ])('%s', (_what, changes, wanted) => {
    const edited = edit(FILE, changes);
    for (const text of wanted) expect(edited).toContain(text);
    for (const comment of ['# My broker', '# in the cellar', '# the one of Home Assistant', '# nobody yet'])
      expect(edited).toContain(comment);
  });

  it('takes a key away, and the headings that are empty then', () => {
    expect(
      edit('accounts:\n  kids:\n    device: Box\nmqtt:\n  url: a\n', [['accounts.kids.device', undefined]]),
    ).toBe('mqtt:\n  url: a\n');
    expect(edit(FILE, [['mqtt.password', undefined]])).toBe(edit(FILE, []));
  });

  it('begins a file', () => {
    expect(edit('', [['mqtt.url', 'embedded']])).toMatch(
      /^# .*config\.example\.yaml.*\n\nversion: 1\nmqtt:\n {2}url: embedded\n$/,
    );
    expect(edit('# only words', [['mqtt.url', 'embedded']])).toBe(
      '# only words\nversion: 1\nmqtt:\n  url: embedded\n',
    );
  });

  it.each(['mqtt: [', '- a\n- b\n', 'mqtt: word\n'])('changes nothing that is not understood: %j', (text) => {
    expect(edit(text, [['mqtt.url', 'x']])).toBeUndefined();
  });

  it('shows no secret', () => {
    const shown = withoutSecrets(
      'mqtt:\n  url: mqtt://a:geheim@b\n  password: geheim\n  embedded: { users: { anna: geheim } }\nhttp: { password: geheim }\n',
    );
    expect(shown).not.toContain('geheim');
    expect(shown).toContain('anna: …');
    expect(shown).toContain('mqtt://…@b');
    expect(withoutSecrets('mqtt: [geheim')).toBe('');
  });
});

function edit(
  text: string,
  changes: readonly (readonly (string | null | undefined)[])[],
): string | undefined {
  return editConfig(
    text,
    changes.map(([path, value]) => ({ path: String(path).split('.'), value })),
  );
}
