import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleView } from '../../functions/coupons/coupons.schema.ts';
import { useAcceptRule } from '../api/deeds.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Banner } from '../ui/Banner.tsx';
import { Link } from '../ui/Link.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { toast } from '../ui/toast.ts';
import { HeldModal } from './HeldModal.tsx';

type Held = NonNullable<RuleView['held']>;

/** Why a rule sends nothing now, what waits for it, and the two ways on. */
export function HeldRule({
  rule,
  held,
  onEdit,
}: {
  rule: RuleView;
  held: Held;
  onEdit: () => void;
}) {
  const { t } = useTranslation();
  const accept = useAcceptRule();
  const [asking, setAsking] = useState(false);
  const edit = { label: t('heldRule.edit'), onAction: onEdit };
  return (
    <>
      <Banner
        tone="warning"
        title={t(`heldRule.${held.reason}.title`)}
        {...(held.reason === 'grown'
          ? {
              action: {
                label: t('heldRule.accept'),
                onAction: () => {
                  setAsking(true);
                },
              },
              otherwise: edit,
            }
          : { action: edit })}
      >
        <Stack gap="small">
          <Found rule={rule} held={held} />
          <Text as="p">{t(`heldRule.${held.reason}.why`)}</Text>
          <Waits held={held} />
        </Stack>
      </Banner>
      <HeldModal
        rule={rule}
        held={held}
        open={asking}
        working={accept.isPending}
        failure={accept.error}
        onClose={() => {
          setAsking(false);
        }}
        onAccept={() => {
          accept.mutate(
            { id: rule.id, count: held.count },
            {
              onSuccess: () => {
                setAsking(false);
                toast(t('heldRule.accepted'));
              },
            },
          );
        }}
      />
    </>
  );
}

/** Since when, and how many it finds instead of how many. */
function Found({ rule: { who }, held: { since, count, before } }: { rule: RuleView; held: Held }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const when = since === null ? null : t('heldRule.since', { when: formats.dateTime(since) });
  if (count === null) return when === null ? null : <Text as="p">{when}</Text>;
  return (
    <Text as="p">
      {when}{' '}
      <Link to={customersPath({ query: who })}>
        {t('heldRule.now', { count, formatted: formats.count(count) })}
      </Link>
      {before !== null && ` ${t('heldRule.before', { before: formats.count(before) })}`}
    </Text>
  );
}

function Waits({ held: { keptBack } }: { held: Held }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Text as="p">
      {keptBack === 0
        ? t('heldRule.nobodyWaits')
        : t('heldRule.waits', { count: keptBack, formatted: formats.count(keptBack) })}
    </Text>
  );
}
