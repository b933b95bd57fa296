import { useTranslation } from 'react-i18next';
import type { CouponState as State } from '../../functions/coupons/coupons.schema.ts';
import { Badge } from '../ui/Badge.tsx';

const tones = {
  reserved: 'info',
  sending: 'info',
  issued: 'attention',
  delivered: undefined,
  redeemed: 'success',
  expired: undefined,
  refused: 'warning',
} as const satisfies Record<State, string | undefined>;

/** A coupon's state in words; "not sent: copy it" asks for something. */
export function CouponState({ state }: { state: State }) {
  const { t } = useTranslation();
  const tone = tones[state];
  return <Badge {...(tone !== undefined && { tone })}>{t(`coupons.state.${state}`)}</Badge>;
}
