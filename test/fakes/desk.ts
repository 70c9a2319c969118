import type { AccountCard, Entered, Landed, PairingDesk } from '../../src/core/pairing.ts';

/** A desk that remembers what it was asked, and answers what a test set. */
export class FakeDesk implements PairingDesk {
  readonly asked: string[] = [];
  cards: AccountCard[] = [];
  entered: Entered = { ok: false, why: 'unknown', message: 'no such code' };
  landed: Landed = { ok: true, account: { key: 'family', name: 'Family' }, profile: 'Anna', warnings: [] };

  accounts(): readonly AccountCard[] {
    return this.cards;
  }
  begin(account: string): void {
    this.asked.push(`begin ${account}`);
  }
  async unpair(account: string): Promise<void> {
    this.asked.push(`unpair ${account}`);
  }
  enter(code: string): Entered {
    this.asked.push(`enter ${code}`);
    return this.entered;
  }
  async land(): Promise<Landed> {
    return this.landed;
  }
  async paste(address: string): Promise<Landed> {
    this.asked.push(`paste ${address}`);
    return this.landed;
  }
  async confirm(): Promise<Landed> {
    return this.landed;
  }
}
