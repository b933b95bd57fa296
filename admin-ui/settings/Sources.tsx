import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewSecret } from '../../functions/sources/sources.schema.ts';
import { sourcesQuery } from '../api/sources.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { OuterLink } from '../ui/Link.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { ConnectShop } from './ConnectShop.tsx';
import { SourceCard } from './SourceCard.tsx';
import { SourceSecret } from './SourceSecret.tsx';

/** Other shops whose orders enter the same files: connect one, see whether it is heard, end it. */
export function Sources() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(sourcesQuery());
  const [connecting, setConnecting] = useState(false);
  const [made, setMade] = useState<NewSecret | null>(null);
  const none = data?.sources.length === 0;
  return (
    <Stack gap="large">
      <Card
        title={t('sources.title')}
        action={
          <Button
            look="primary"
            onClick={() => {
              setConnecting(true);
            }}
          >
            {t('sources.connect')}
          </Button>
        }
      >
        <Text as="p">{t('sources.lead')}</Text>
        {none && <Text as="p">{t('sources.none')}</Text>}
        <Text as="p" tone="subdued">
          {t('sources.signing')}
        </Text>
        <Text as="p">
          <OuterLink href="/api/schemas/order">{t('sources.schema')}</OuterLink>
        </Text>
        {data === undefined &&
          (error === null ? (
            <SkeletonLines lines={3} />
          ) : (
            <Failure error={error} onRetry={() => void refetch()} />
          ))}
      </Card>
      {data?.sources.map((source) => (
        <SourceCard key={source.name} source={source} onSecret={setMade} />
      ))}
      <ConnectShop
        open={connecting}
        onClose={() => {
          setConnecting(false);
        }}
        onMade={setMade}
      />
      <SourceSecret
        made={made}
        onClose={() => {
          setMade(null);
        }}
      />
    </Stack>
  );
}
