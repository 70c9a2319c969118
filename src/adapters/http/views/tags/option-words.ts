import type { TagOptions } from '../../../../core/tag.ts';
import { accountName, type TagScene } from '../../tag-scene.ts';
import type { TagTexts } from '../../texts/tags.ts';

/** What a card has of its own, each in a few words. */
export function optionWords(scene: TagScene, has: TagTexts['has'], options: TagOptions): string[] {
  const { account, device, volume, maxVolume, shuffle, repeat, queue, sameTag, offset, resume, atEnd } =
    options;
  const words = [
    account !== undefined && has.account(accountName(scene, account)),
    device !== undefined && has.device(device),
    volume !== undefined && has.volume(volume),
    maxVolume !== undefined && has.maxVolume(maxVolume),
    shuffle !== undefined && has.shuffle[shuffle ? 'on' : 'off'],
    repeat !== undefined && has.repeat[repeat],
    queue !== undefined && has.queue[queue ? 'on' : 'off'],
    offset !== undefined && has.offset(typeof offset === 'number' ? String(offset + 1) : offset),
    resume !== undefined && has.resume[resume ? 'on' : 'off'],
    sameTag !== undefined && has.again(has.sameTag[sameTag]),
    atEnd !== undefined && has.atEnd[atEnd],
  ];
  return words.filter((word) => word !== false);
}
