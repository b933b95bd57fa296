import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleView } from '../../functions/coupons/coupons.schema.ts';
import { useSaveRule, useSwitchRule } from '../api/deeds.ts';
import { livelyMs, ruleQuery } from '../api/queries.ts';
import { useFailureWords } from '../api/useFailureWords.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { toast } from '../ui/toast.ts';
import { ActivateModal } from './ActivateModal.tsx';
import { BudgetCard } from './BudgetCard.tsx';
import { CouponList } from './CouponList.tsx';
import { HeldRule } from './HeldRule.tsx';
import { draftOf, hasLimit } from './ruleDraft.ts';
import { RuleEditor } from './RuleEditor.tsx';
import { conditionId } from './RuleFields.tsx';
import { RuleState } from './RuleState.tsx';
import { WaitingCard } from './WaitingCard.tsx';

const route = getRouteApi('/coupons/$id');

/** Focus brings it into view. */
const editWho = () => {
  document.getElementById(conditionId)?.querySelector('textarea')?.focus();
};

export function RulePage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery({ ...ruleQuery(id), refetchInterval: livelyMs });
  if (data !== undefined) return <Rule rule={data} />;
  return (
    <Page
      title={t('word.coupon_rule')}
      back={{ to: '/coupons', label: `${t('shell.back')}: ${t('shell.coupons')}` }}
    >
      {error === null ? (
        <Card>
          <SkeletonLines lines={12} />
        </Card>
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

/** One rule: its switch, its fields, who is waiting, what it gave. */
function Rule({ rule }: { rule: RuleView }) {
  const { t } = useTranslation();
  const words = useFailureWords();
  const save = useSaveRule();
  const turn = useSwitchRule();
  const [asking, setAsking] = useState(false);
  const [dirty, setDirty] = useState(false);
  const [limitMissing, setLimitMissing] = useState(false);
  const fail = (error: unknown) => window.shopify.toast.show(words(error), { isError: true });
  const activate = (done: string) => {
    turn.mutate(
      { id: rule.id, to: 'activate' },
      { onSuccess: () => toast(done), onError: fail, onSettled: () => setAsking(false) },
    );
  };
  const ask = () => {
    if (dirty) toast(t('coupons.activate.saveFirst'));
    else if (hasLimit(draftOf(rule))) setAsking(true);
    else setLimitMissing(true);
  };
  const pause = () => {
    const undo = {
      label: t('shell.undo'),
      onUndo: () => {
        activate(t('coupons.pause.undone'));
      },
    };
    turn.mutate(
      { id: rule.id, to: 'pause' },
      { onSuccess: () => toast(t('coupons.pause.done'), undo), onError: fail },
    );
  };
  return (
    <Page
      title={rule.name}
      back={{ to: '/coupons', label: `${t('shell.back')}: ${t('shell.coupons')}` }}
      beside={<RuleState rule={rule} />}
      subtitle={t(`coupons.trigger.${rule.trigger}.who`)}
      actions={
        rule.state === 'active' ? (
          <Button onClick={pause} loading={turn.isPending}>
            {t('coupons.pause.action')}
          </Button>
        ) : (
          <Button look="primary" onClick={ask} loading={turn.isPending}>
            {t('coupons.activate.action')}
          </Button>
        )
      }
    >
      <ActivateModal
        rule={rule}
        open={asking}
        working={turn.isPending}
        onClose={() => setAsking(false)}
        onActivate={() => {
          activate(t('coupons.activate.done'));
        }}
      />
      <RuleEditor
        key={`${rule.id} ${String(rule.version)}`}
        ruleId={rule.id}
        initial={draftOf(rule)}
        saving={save.isPending}
        failure={save.error}
        limitMissing={limitMissing}
        onDirty={setDirty}
        onSave={(input) => {
          save.mutate(
            { id: rule.id, input },
            {
              onSuccess: () => {
                setDirty(false);
                setLimitMissing(false);
                toast(t('coupons.editor.saved'));
              },
            },
          );
        }}
        aside={<BudgetCard rule={rule} />}
        first={
          <>
            {rule.held !== null && rule.state !== 'draft' && (
              <HeldRule rule={rule} held={rule.held} onEdit={editWho} />
            )}
            {rule.state === 'active' && rule.waiting > 0 && <WaitingCard rule={rule} />}
          </>
        }
      >
        <CouponList rule={rule} />
      </RuleEditor>
    </Page>
  );
}
