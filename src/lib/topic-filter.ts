/**
 * Whether `topic` falls under `filter` (MQTT 5 §4.7, the same in 3.1.1): `+` stands for one level, `#` for the parent and
 * all below it, and a filter that begins with a wildcard hears no topic that begins with `$` (§4.7.2).
 */
export function topicMatches(filter: string, topic: string): boolean {
  return levelsMatch(filter.split('/'), topic.split('/'));
}

/** `topicMatches` for those who match often and have split both already. */
export function levelsMatch(filter: readonly string[], topic: readonly string[]): boolean {
  if (topic[0]?.startsWith('$') && (filter[0] === '+' || filter[0] === '#')) return false;
  for (let index = 0; index < filter.length; index++) {
    const level = filter[index];
    if (level === '#') return true;
    if (index >= topic.length || (level !== '+' && level !== topic[index])) return false;
  }
  return filter.length === topic.length;
}

export function hasWildcard(filter: string): boolean {
  return filter.includes('+') || filter.includes('#');
}

/** A topic one may publish to: not empty, without wildcards and NUL, at most 65535 bytes (MQTT 5 §4.7.3). */
export function isTopicName(topic: string): boolean {
  return isTopicText(topic) && !hasWildcard(topic);
}

/** A filter one may subscribe to: `+` fills a level, `#` fills the last one (MQTT 5 §4.7.1). */
export function isTopicFilter(filter: string): boolean {
  const levels = filter.split('/');
  return (
    isTopicText(filter) &&
    levels.every(
      (level, index) =>
        !hasWildcard(level) || level === '+' || (level === '#' && index === levels.length - 1),
    )
  );
}

function isTopicText(text: string): boolean {
  return text !== '' && !text.includes('\0') && Buffer.byteLength(text) <= 65535;
}
