import { hasWildcard, topicMatches } from '../../lib/topic-filter.ts';
import type { ReaderPlan } from './reader.ts';

/** Which reader a topic of a plan's is: its key, and where wildcards name several what they stand for. */
export function readerIdOf(plan: ReaderPlan, topic: string): string {
  const filter = [plan.topic, plan.removedTopic ?? '', plan.statusTopic ?? ''].find(
    (one) => one !== '' && topicMatches(one, topic),
  );
  if (filter === undefined || !hasWildcard(filter)) return plan.key;
  const levels = topic.split('/');
  const parts = filter.split('/').flatMap((level, index) => {
    if (level === '+') return [levels[index] ?? ''];
    return level === '#' ? levels.slice(index) : [];
  });
  return [plan.key, ...parts].join('-');
}

/** The plan for a reader at `<base>/reader/<level>/tag`: its own by key, else the first whose filter names that topic. */
export function planAt(
  plans: readonly ReaderPlan[],
  level: string,
  tagTopic: (level: string) => string,
): ReaderPlan | undefined {
  const own = plans.find(({ key }) => key === level);
  if (own) return own;
  const topic = tagTopic(level);
  return plans.find((plan) => topicMatches(plan.topic, topic));
}
