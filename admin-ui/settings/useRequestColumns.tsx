import { useTranslation } from 'react-i18next';
import type { RequestView } from '../../functions/privacy/requests.schema.ts';
import { customerPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Badge } from '../ui/Badge.tsx';
import { Link } from '../ui/Link.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import type { Column } from '../ui/Table.tsx';
import { Text } from '../ui/Text.tsx';
import { RequestActions } from './RequestActions.tsx';

const places = [
  'customers',
  'orders',
  'orderNames',
  'timeline',
  'marks',
  'guestOrders',
  'coupons',
  'deadLetters',
  'answers',
  'exports',
] as const;

export function useRequestColumns(): readonly Column<RequestView>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'customer',
      header: t('requests.customer'),
      phone: 'title',
      cell: (request) => <Whose request={request} />,
    },
    {
      key: 'kind',
      header: t('requests.kindTitle'),
      phone: 'meta',
      cell: ({ kind, askedBy }) =>
        askedBy === 'staff'
          ? `${t(`requests.kind.${kind}`)} · ${t('requests.askedByStaff')}`
          : t(`requests.kind.${kind}`),
    },
    {
      key: 'state',
      header: t('requests.stateTitle'),
      phone: 'badge',
      cell: (request) => <State request={request} />,
    },
    {
      key: 'due',
      header: t('requests.due'),
      phone: 'value',
      cell: (request) => <Due request={request} />,
    },
    {
      key: 'action',
      header: t('requests.action'),
      align: 'end',
      phone: 'action',
      cell: (request) => <RequestActions request={request} />,
    },
  ];
}

function Whose({ request }: { request: RequestView }) {
  const { t } = useTranslation();
  const { customerId, customerName, kind, state } = request;
  if (customerId === null) return <>{t('requests.wholeShop')}</>;
  const called = customerName ?? t('shell.customerWithoutName', { id: customerId });
  if (kind === 'redactCustomer' && state === 'done') return <>{called}</>;
  return <Link to={customerPath(customerId)}>{called}</Link>;
}

const tones = { open: 'info', ready: 'attention', done: 'success' } as const;

function State({ request }: { request: RequestView }) {
  const { t } = useTranslation();
  const { state, outcome, erased } = request;
  const counts = places.flatMap((place) => {
    const count = erased?.[place] ?? 0;
    return count === 0 ? [] : [t(`requests.place.${place}`, { count })];
  });
  return (
    <Stack gap="tight">
      <Row>
        <Badge tone={tones[state]}>{t(`requests.state.${state}`)}</Badge>
      </Row>
      {outcome !== null && (
        <Text as="p" tone="subdued">
          {t(`requests.outcome.${outcome}`)}
        </Text>
      )}
      {counts.length > 0 && (
        <Text as="p" tone="subdued">
          {t('requests.erasedList', { what: counts.join(', ') })}
        </Text>
      )}
    </Stack>
  );
}

function Due({ request }: { request: RequestView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { state, doneAt, dueAt, daysLeft } = request;
  if (state === 'done') return <>{formats.date(doneAt ?? dueAt)}</>;
  if (daysLeft < 0) return <>{t('requests.late', { date: formats.date(dueAt) })}</>;
  return <>{t('requests.daysLeft', { count: daysLeft, shown: formats.count(daysLeft) })}</>;
}
