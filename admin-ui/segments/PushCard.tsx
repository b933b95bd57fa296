import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  pushedSchemes,
  pushInputSchema,
  type PushInput,
  type PushView,
} from '../../functions/segments/segments.schema.ts';
import { pushQuery, usePush } from '../api/segments.ts';
import { livelyMs } from '../api/queries.ts';
import { RequestFailed } from '../api/requestFailed.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Checks } from '../ui/Checks.tsx';
import { Choice, Field } from '../ui/Field.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { toast } from '../ui/toast.ts';
import { PushState } from './PushState.tsx';
import { RemoveMarks } from './RemoveMarks.tsx';

/** What customers carry at Shopify, so that Flow, mail tools and the shop's own segments see it. */
export function PushCard() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    ...pushQuery(),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? livelyMs : false),
  });
  // A server that cannot mark anybody yet has nothing to set here.
  if (error instanceof RequestFailed && error.code === 'notFound') return null;
  return (
    <Card title={t('segments.push.title')}>
      <Text as="p" tone="subdued">
        {t('segments.push.body')}
      </Text>
      {data !== undefined ? (
        <PushForm key={JSON.stringify(pushInputSchema.parse(data))} view={data} />
      ) : error === null ? (
        <SkeletonLines lines={5} />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Card>
  );
}

function PushForm({ view }: { view: PushView }) {
  const { t } = useTranslation();
  const [input, setInput] = useState<PushInput>(pushInputSchema.parse(view));
  const [asking, setAsking] = useState(false);
  const push = usePush();
  const sound = pushInputSchema.safeParse(input).success;
  const keep = (next: PushInput, done: string) => {
    push.mutate({ do: 'keep', input: next }, { onSuccess: () => toast(done) });
  };
  return (
    <Stack gap="base">
      {push.error !== null && <Failure error={push.error} />}
      {!view.allowed && <Text as="p">{t('segments.push.notAllowed')}</Text>}
      <Choice
        legend={t('segments.push.as')}
        value={input.as}
        options={[
          { value: 'tags', label: t('segments.push.tags'), help: t('segments.push.tagsHelp') },
          {
            value: 'metafield',
            label: t('segments.push.metafield'),
            help: t('segments.push.metafieldHelp'),
          },
        ]}
        onChange={(as) => {
          setInput({ ...input, as });
        }}
      />
      <Field
        label={t('segments.push.prefix')}
        help={t('segments.push.prefixHelp')}
        value={input.prefix}
        error={sound ? undefined : t('segments.push.prefixWrong')}
        onChange={(prefix) => {
          setInput({ ...input, prefix });
        }}
      />
      <Checks
        legend={t('segments.push.schemes')}
        chosen={input.schemes}
        options={pushedSchemes.map((scheme) => ({
          value: scheme,
          label: t(`segments.push.scheme.${scheme}`),
        }))}
        onChange={(chosen) => {
          setInput({ ...input, schemes: pushedSchemes.filter((one) => chosen.includes(one)) });
        }}
      />
      <PushState view={view} />
      <Row>
        {view.on ? (
          <>
            <Button
              disabled={!sound}
              loading={push.isPending}
              onClick={() => {
                keep({ ...input, on: true }, t('segments.push.kept'));
              }}
            >
              {t('shell.save')}
            </Button>
            <Button
              onClick={() => {
                keep({ ...input, on: false }, t('segments.push.stopped'));
              }}
            >
              {t('segments.push.stop')}
            </Button>
            <Button
              onClick={() => {
                push.mutate({ do: 'run' }, { onSuccess: () => toast(t('segments.push.started')) });
              }}
            >
              {t('segments.push.run')}
            </Button>
          </>
        ) : (
          <Button
            disabled={!sound || !view.allowed}
            loading={push.isPending}
            onClick={() => {
              keep({ ...input, on: true }, t('segments.push.started'));
            }}
          >
            {t('segments.push.start')}
          </Button>
        )}
        {view.carrying > 0 && (
          <Button
            tone="critical"
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('segments.push.remove')}
          </Button>
        )}
      </Row>
      <RemoveMarks
        view={view}
        open={asking}
        working={push.isPending}
        onClose={() => {
          setAsking(false);
        }}
        onRemove={() => {
          push.mutate(
            { do: 'remove' },
            {
              onSuccess: () => toast(t('segments.push.removing')),
              onSettled: () => {
                setAsking(false);
              },
            },
          );
        }}
      />
    </Stack>
  );
}
