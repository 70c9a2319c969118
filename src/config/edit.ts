import { Document, isCollection, isMap, isScalar, parseDocument } from 'yaml';
import type { Change } from '../core/settings.ts';
import { jsonSchema, schemaAt } from './json-schema.ts';
import type { Path } from './mistake.ts';
import { CONFIG_VERSION } from './version.ts';

const HEAD = ' The configuration of spotify2mqtt. config.example.yaml shows all that can be set.';

/**
 * The text of config.yaml with these changes; comments, order and whatever else stands there stay. A change without a value
 * takes its key away, and the headings that are empty then. Undefined where the text is no YAML that can be changed.
 */
export function editConfig(text: string, changes: readonly Change[]): string | undefined {
  const document = parseDocument(text, { uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  if (document.contents === null) return made(changes, text);
  if (!isMap(document.contents)) return undefined;
  for (const { path, value } of changes) {
    if (!reachable(document, path)) return undefined;
    if (value === undefined) take(document, path);
    else document.setIn(path, value === null ? document.createNode({}) : value);
  }
  return document.toString({ lineWidth: 0 });
}

/** A text of comments alone keeps them. */
function made(changes: readonly Change[], text: string): string | undefined {
  const document = new Document({ version: CONFIG_VERSION });
  if (text.trim() === '') document.commentBefore = HEAD;
  for (const { path, value } of changes) {
    if (value !== undefined) document.setIn(path, value === null ? document.createNode({}) : value);
  }
  const written = document.toString({ lineWidth: 0 });
  return text.trim() === '' ? written : `${text.replace(/[^\n]$/, '$&\n')}${written}`;
}

/** Makes a mapping of each heading on the way that has nothing below it; false where something else stands there. */
function reachable(document: Document, path: Path): boolean {
  for (let depth = 1; depth < path.length; depth++) {
    const heading = path.slice(0, depth);
    const node = document.getIn(heading, true);
    if (node === undefined) return true;
    if (isMap(node)) continue;
    if (!(node === null || (isScalar(node) && node.value === null))) return false;
    const mapping = document.createNode({});
    if (isScalar(node) && node.comment) mapping.commentBefore = node.comment;
    document.setIn(heading, mapping);
  }
  return true;
}

function take(document: Document, path: Path): void {
  if (!document.hasIn(path)) return;
  document.deleteIn(path);
  const heading = path.slice(0, -1);
  if (heading.length === 0) return;
  const node = document.getIn(heading, true);
  if (isCollection(node) && node.items.length === 0) take(document, heading);
}

/** The text as it may be shown, with … for each secret; empty where it is no YAML. */
export function withoutSecrets(text: string): string {
  const document = parseDocument(text, { uniqueKeys: false });
  if (document.errors.length > 0) return '';
  const schema = jsonSchema();
  const hide = (node: unknown, path: Path): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items)
        hide(value, [...path, String(isScalar(key) ? key.value : key)]);
    } else if (isScalar(node)) {
      if (schemaAt(schema, path)?.writeOnly) node.value = '…';
      else if (typeof node.value === 'string') node.value = node.value.replace(/:\/\/[^/@]*@/, '://…@');
    }
  };
  hide(document.contents, []);
  return document.toString({ lineWidth: 0 });
}
