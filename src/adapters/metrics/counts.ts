import { type LabelsOf, type Named, type Sample, sample } from './table.ts';

/** What has been counted since the start. Plain numbers, so that counting costs next to nothing while nobody asks. */
export class Counts {
  readonly #samples = new Map<string, Sample>();

  add<Name extends Named<'counter'>>(name: Name, labels: LabelsOf<Name>): void {
    const key = [name, ...Object.values(labels)].join('\0');
    const known = this.#samples.get(key);
    if (known) known.value++;
    else this.#samples.set(key, sample(name, labels, 1));
  }

  get samples(): readonly Sample[] {
    return [...this.#samples.values()];
  }
}
