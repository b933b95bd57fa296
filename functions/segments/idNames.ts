import type { PackedCursor } from '../customers/packedCursor.ts';
import { ByteWords } from '../platform/byteWords.ts';
import { Names } from './names.ts';
import { NumberCodes } from './numberCodes.ts';

/** Ids as small whole numbers, in the order they were first met, also as a packed ledger holds them. */
export class IdNames {
  private readonly names = new Names();
  private readonly numbers = new NumberCodes();
  private readonly words = new ByteWords();
  private readonly codeOfWord: number[] = [];

  codeOf(id: string): number {
    return this.names.codeOf(id);
  }

  /** Of the id a cursor read last; −1: none. */
  codeAt(cursor: PackedCursor): number {
    switch (cursor.idIs) {
      case 'none':
        return -1;
      case 'number':
        return this.codeOfNumber(cursor.idNumber);
      case 'text':
        return this.codeOfWordAt(cursor);
      case 'large':
        return this.names.codeOf(cursor.idLarge);
    }
  }

  all(): string[] {
    return this.names.all();
  }

  private codeOfNumber(id: number): number {
    const known = this.numbers.codeOf(id);
    if (known >= 0) return known;
    const code = this.names.codeOf(String(id));
    this.numbers.add(id, code);
    return code;
  }

  private codeOfWordAt({ bytes, idFrom, idTo }: PackedCursor): number {
    const word = this.words.codeOf(bytes, idFrom, idTo);
    const known = this.codeOfWord[word];
    if (known !== undefined) return known;
    const code = this.names.codeOf(this.words.text(word));
    this.codeOfWord[word] = code;
    return code;
  }
}
