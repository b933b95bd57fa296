import type { LedgerCursor } from '../customers/ledgerCursor.ts';
import { ByteWords } from '../platform/byteWords.ts';
import { Names } from './names.ts';

/** Variants of lines as small whole numbers, also as a packed ledger holds them; −1: none. */
export class VariantNames {
  private readonly names = new Names();
  private readonly words = new ByteWords();
  private readonly codeOfWord: number[] = [];

  codeOf(variant: string | undefined): number {
    return variant === undefined ? -1 : this.names.codeOf(variant);
  }

  /** Of the line a cursor read last. */
  codeAt({ bytes, variant, variantFrom, variantTo }: LedgerCursor): number {
    if (variant === 0) return -1;
    const from = variantFrom[variant - 1] ?? 0;
    const word = this.words.codeOf(bytes, from, variantTo[variant - 1] ?? from);
    const known = this.codeOfWord[word];
    if (known !== undefined) return known;
    const code = this.names.codeOf(this.words.text(word));
    this.codeOfWord[word] = code;
    return code;
  }

  all(): string[] {
    return this.names.all();
  }
}
