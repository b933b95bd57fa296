import { useTranslation } from 'react-i18next';
import type { DiscountCheckup } from '../../functions/insights/discounts.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Banner } from '../ui/Banner.tsx';
import { Card } from '../ui/Card.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Link } from '../ui/Link.tsx';
import { Grid } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { DiscountComebacks } from './DiscountComebacks.tsx';
import { DiscountMonths } from './DiscountMonths.tsx';
import { DiscountNeed } from './DiscountNeed.tsx';
import { DiscountNotes } from './DiscountNotes.tsx';
import { DiscountWhom } from './DiscountWhom.tsx';
import { useDiscountsFinding } from './findings.ts';

const yearDays = 365;
/** Below so many discounted orders, one more or less is seen in every share. */
const fewOrders = 30;

/** The check-up itself, in the order a reader asks: how much, was it needed, who came without, to whom. */
export function DiscountSheet({ checkup }: { checkup: DiscountCheckup | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (checkup === null || checkup.all.orders === 0) {
    return (
      <Card>
        <Text as="p">{t('discounts.noOrders')}</Text>
      </Card>
    );
  }
  const { discounted } = checkup;
  return (
    <div className="c-sheet">
      <Stack gap="large">
        {checkup.historyDays < yearDays && (
          <Banner
            tone="info"
            title={t('discounts.shortHistory', { days: formats.count(checkup.historyDays) })}
          />
        )}
        <Grid min="20rem">
          <Given checkup={checkup} />
          {discounted.orders > 0 && <DiscountMonths checkup={checkup} />}
        </Grid>
        {discounted.orders > 0 && (
          <>
            {discounted.orders < fewOrders && (
              <Text as="p" tone="subdued">
                {t('discounts.few', { orders: formats.count(discounted.orders) })}
              </Text>
            )}
            <DiscountNeed checkup={checkup} />
          </>
        )}
        <DiscountComebacks checkup={checkup} />
        {discounted.orders > 0 && <DiscountWhom checkup={checkup} />}
        <DiscountNotes checkup={checkup} />
      </Stack>
    </div>
  );
}

function Given({ checkup }: { checkup: DiscountCheckup }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const finding = useDiscountsFinding();
  const { discounted, byMeans } = checkup;
  return (
    <Card title={t('discounts.whole.title')}>
      <Text as="p" strong>
        {finding(checkup)}
      </Text>
      {discounted.orders > 0 && (
        <Facts
          facts={byMeans.map(({ key, discount }) => ({
            key,
            name: t(`discounts.whole.${key}`),
            value: formats.money(discount),
          }))}
        />
      )}
      {discounted.query !== null && (
        <Text as="p">
          <Link to={customersPath({ query: discounted.query })}>
            {t('discounts.people', { count: discounted.customers })}
          </Link>
        </Text>
      )}
    </Card>
  );
}
