import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../functions/platform/refusal.ts';
import { refuseLabel } from '../../functions/segments/pushLabel.ts';

const refusedOf = (label: string) => {
  try {
    refuseLabel(label);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
};

describe('a label that judges', () => {
  test.each([
    'burden',
    'Burden',
    'b-u-r-d-e-n',
    'B U R D E N',
    'b_u_r_d_e_n',
    'bur den',
    'my burdens',
    'myburdengroup',
    'ｂｕｒｄｅｎ',
    'Ｂ-ｕ-ｒ-ｄ-ｅ-ｎ',
    'bur\u200bden',
    'b\u200du\ufeffrden',
    'búrdén',
    'bu\u0308rden',
    'b1u2r3d4e5n',
    'METEOR 7',
    'let go',
    'let-go',
    'letgo',
    'l e t g o',
    'to let go',
    'Write-Off',
    'writeoff',
    'write-offs',
    'bargain hunter',
    'Bargain Hunters',
    'bargain-hunters-2',
    'bargainhunters',
    'waits for offers',
    'waits4for4offers',
    '流 星',
    '流-星',
    '负\u200b担',
    '부 담',
    '브랜드이동',
    '브 랜 드 이 동 고 객',
    '割引 待ち',
    '対応＿終了',
  ])('is refused, however it is spelt: %j', (label) => {
    expect(refusedOf(label)).toContain('judges a customer');
  });

  test.each([
    'outlet goods',
    'outlet-goods',
    'outletgoods',
    'violet gold',
    'pallet-go',
    'let-gold',
    'bargain hunterston',
    'vip',
    'group-1',
    'Switch',
    '核心客户',
    '단골',
    '常連',
    'Weihnachten',
  ])('is not seen where there is none: %j', (label) => {
    expect(refusedOf(label)).toBeNull();
  });

  test('is found whatever stands between its letters, in any case and width', () => {
    const between = fc.constantFrom('', '-', '_', ' ', '\u200b', '\u2060', '7', '--');
    fc.assert(
      fc.property(fc.array(between, { minLength: 6, maxLength: 6 }), fc.boolean(), (gaps, wide) => {
        const letters = Array.from('burden').map((letter, at) =>
          String.fromCodePoint((letter.codePointAt(0) ?? 0) + (wide && at % 2 === 0 ? 0xfee0 : 0)),
        );
        const label = letters.map((letter, at) => letter + (gaps[at] ?? '')).join('');
        expect(refusedOf(label)).not.toBeNull();
      }),
    );
  });
});
