import { type ReaderFormat, type ReaderRules, USUAL_FORMAT, USUAL_RULES } from '../core/reader.ts';
import { nameFrom } from '../lib/name-from.ts';
import { settleHouseRules } from './house-rules.ts';
import { settleQuiet } from './quiet.ts';
import type { Written } from './shape.ts';

/** A tag reader, or all those that its topic names by wildcards. */
export interface ReaderConfig {
  key: string;
  name: string;
  /** MQTT filters. */
  topic: string;
  removedTopic?: string;
  statusTopic: string;
  format: ReaderFormat;
  rules: ReaderRules;
}

/** A reader that the configuration does not name. */
export function usualReader(key: string, baseTopic: string): ReaderConfig {
  return {
    key,
    name: nameFrom(key),
    topic: `${baseTopic}/reader/${key}/tag`,
    statusTopic: `${baseTopic}/reader/${key}/status`,
    format: USUAL_FORMAT,
    rules: USUAL_RULES,
  };
}

type WrittenReader = Written['readers'][string];

export function settleReader(key: string, written: WrittenReader, baseTopic: string): ReaderConfig {
  const usual = usualReader(key, baseTopic);
  return {
    key,
    name: written.name ?? usual.name,
    topic: written.topic ?? usual.topic,
    ...(written.removed_topic !== undefined && { removedTopic: written.removed_topic }),
    statusTopic: written.status_topic ?? usual.statusTopic,
    format: settleFormat(written),
    rules: settleRules(written),
  };
}

function settleFormat(written: WrittenReader): ReaderFormat {
  return {
    presence: written.presence,
    decimal: written.decimal,
    ...(written.id !== undefined && { id: written.id }),
    ...(written.text !== undefined && { text: written.text }),
    ...(written.id_pattern !== undefined && { idPattern: written.id_pattern }),
  };
}

function settleRules(written: WrittenReader): ReaderRules {
  return {
    ...(written.account !== undefined && { account: written.account }),
    ...(written.device !== undefined && { device: written.device }),
    ...(written.volume !== undefined && { volume: written.volume }),
    minVolume: written.min_volume,
    maxVolume: written.max_volume,
    ...(written.shuffle !== undefined && { shuffle: written.shuffle }),
    ...(written.repeat !== undefined && { repeat: written.repeat }),
    onRemoval: written.on_removal,
    sameTag: written.same_tag,
    interrupt: written.interrupt,
    queue: written.queue,
    ...settleHouseRules(written),
    ...(written.quiet !== undefined && { quiet: settleQuiet(written.quiet) }),
    windowMs: toMs(written.same_tag_window),
    stepWindowMs: toMs(written.step_window),
    graceMs: toMs(written.removal_grace),
    birthMs: toMs(written.birth_window),
    announce: written.home_assistant_tags,
  };
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1000);
}
