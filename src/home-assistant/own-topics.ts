import { READER_ENTITIES } from './reader-entities.ts';
import { readerTopics } from './topics.ts';

/** Said or heard by the bridge at a reader's level, whatever the reader's name. */
const OWN_LEVELS: ReadonlySet<string> = new Set([
  ...Object.keys(READER_ENTITIES),
  ...Object.values(readerTopics('')).flatMap((topic) => (typeof topic === 'string' ? [topic.slice(1)] : [])),
]);

/**
 * Whether a topic under the base topic belongs to the bridge: it says something there, or hears it already. A reader that were
 * heard there would hear the bridge's answers to itself, and answer them. `topic` may be a filter.
 */
export function isOwnTopic(base: string, topic: string): boolean {
  if (topic !== base && !topic.startsWith(`${base}/`)) return false;
  const [root, , level = '#', ...more] = topic.slice(base.length + 1).split('/');
  const isReaders = root === 'reader' && more.length === 0;
  return !isReaders || level === '+' || level === '#' || OWN_LEVELS.has(level);
}
