import type { WireTags } from '../customers/wireTags.ts';
import { isAmong, staffRule, type CountingSettings, type Standing } from './standing.ts';

/** What the tags of a customer that is read in place say of how it is counted, as `standingOf` does. */
export class TagStanding {
  private readonly wholesale: TagSet;
  private readonly staff: TagSet;
  private readonly staffs: Standing['isLeftOut'];
  private readonly others: Standing['isLeftOut'];

  constructor({ wholesale, staff }: CountingSettings) {
    this.wholesale = new TagSet(wholesale.tags);
    this.staff = new TagSet(staff.tags);
    this.staffs = staffRule(true, staff);
    this.others = staffRule(false, staff);
  }

  of(tags: WireTags): Pick<Standing, 'isLeftOut' | 'wholesaleByTag'> {
    return {
      wholesaleByTag: this.wholesale.isWorn(tags),
      isLeftOut: this.staff.isWorn(tags) ? this.staffs : this.others,
    };
  }
}

/** Tags that were chosen; each word is compared once. */
class TagSet {
  private readonly isChosen: ((tag: string) => boolean) | null;
  private readonly known: boolean[] = [];

  constructor(chosen: readonly string[]) {
    this.isChosen = chosen.length === 0 ? null : isAmong(chosen);
  }

  isWorn({ on, count, words }: WireTags): boolean {
    if (this.isChosen === null) return false;
    for (let i = 0; i < count; i += 1) {
      const word = on[i] ?? 0;
      if ((this.known[word] ??= this.isChosen(words.text(word)))) return true;
    }
    return false;
  }
}
