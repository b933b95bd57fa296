import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleView } from '../../functions/coupons/coupons.schema.ts';
import { useSendWaiting } from '../api/deeds.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Row } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { toast } from '../ui/toast.ts';
import { dueQuery } from './dueQuery.ts';

/** Those who were due before the rule was on: look, then send once, or leave it. */
export function WaitingCard({ rule }: { rule: RuleView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const send = useSendWaiting();
  const [asking, setAsking] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const count = { count: rule.waiting, formatted: formats.count(rule.waiting) };
  const query = dueQuery(rule.trigger);
  return (
    <Card title={t('coupons.waiting.title', count)}>
      <Text as="p">{t('coupons.waiting.body')}</Text>
      {rule.held !== null && <Text as="p">{t('heldRule.waitingToo')}</Text>}
      {send.error !== null && <Failure error={send.error} />}
      <Row>
        <Button
          onClick={() => setAsking(true)}
          loading={send.isPending}
          disabled={rule.held !== null}
        >
          {t('coupons.waiting.send')}
        </Button>
        {query !== null && (
          <Button look="plain" to={customersPath({ query })}>
            {t('coupons.waiting.look')}
          </Button>
        )}
      </Row>
      <Modal
        open={asking}
        title={t('coupons.waiting.confirmTitle', count)}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('shell.cancel')}</Button>
            <Button
              look="primary"
              loading={send.isPending}
              onClick={() => {
                send.mutate(
                  { id: rule.id, idempotencyKey },
                  {
                    onSuccess: ({ issued }) =>
                      toast(
                        t('coupons.waiting.done', {
                          count: issued,
                          formatted: formats.count(issued),
                        }),
                      ),
                    onSettled: () => setAsking(false),
                  },
                );
              }}
            >
              {t('coupons.waiting.send')}
            </Button>
          </>
        }
      >
        <Text as="p">{t('coupons.waiting.confirmBody')}</Text>
      </Modal>
    </Card>
  );
}
