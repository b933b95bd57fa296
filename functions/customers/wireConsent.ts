import { ByteWords } from '../platform/byteWords.ts';
import { mapOpens, odd, wholeAt, wordAt } from '../platform/plainWire.ts';
import type { WireCursor } from '../platform/wireCursor.ts';
import { ended, WireNames } from '../platform/wireNames.ts';
import { consentSchema } from './customer.schema.ts';

const states = consentSchema.shape.state.options;
const channels = ['email', 'sms'] as const;
const closeBrace = 0x7d;

/** Consent to messages read in place: states by their place in the schema; −1: nothing was said. */
export class WireConsent {
  email = -1;
  sms = -1;
  private readonly words = new ByteWords(states);
  private readonly names = new WireNames(channels);
  private readonly parts = new WireNames(['state', 'at']);

  forget(): void {
    this.email = this.sms = -1;
  }

  /** "No" where it is kept otherwise. */
  read(cursor: WireCursor): boolean {
    if (!mapOpens(cursor)) return false;
    for (let name: number = odd; ;) {
      name = this.names.nameAt(cursor, name);
      if (name === ended) return cursor.bytes[cursor.at++] === closeBrace;
      if (name === odd) return false;
      const state = this.stateAt(cursor);
      if (state === odd) return false;
      if (name === 0) this.email = state;
      else this.sms = state;
    }
  }

  private stateAt(cursor: WireCursor): number {
    if (!mapOpens(cursor)) return odd;
    let state: number = odd;
    let at = NaN;
    for (let part: number = odd; ;) {
      part = this.parts.nameAt(cursor, part);
      if (part === odd) return odd;
      if (part === ended) break;
      if (part === 0) state = wordAt(cursor, this.words);
      else at = wholeAt(cursor);
    }
    const isWhole = !Number.isNaN(at) && cursor.bytes[cursor.at++] === closeBrace;
    return isWhole && state < states.length ? state : odd;
  }
}
