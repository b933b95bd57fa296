import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { overviewQuery } from '../api/queries.ts';
import { ShopPlaceContext, type ShopPlace } from '../i18n/shopPlace.ts';

/** What surrounds every page: the admin's navigation, and where and when the shop is. */
export function Shell() {
  const { t } = useTranslation();
  useAdminNavigation();
  return (
    <ShopPlaceContext value={useShop()}>
      <a className="c-skip" href="#content">
        {t('shell.skip')}
      </a>
      <s-app-nav>
        <s-link href="/app/" rel="home">
          {t('shell.overview')}
        </s-link>
        <s-link href="/app/customers">{t('shell.customers')}</s-link>
        <s-link href="/app/segments">{t('shell.segments')}</s-link>
        <s-link href="/app/coupons">{t('shell.coupons')}</s-link>
        <s-link href="/app/insights">{t('shell.insights')}</s-link>
        <s-link href="/app/settings">{t('shell.settings')}</s-link>
      </s-app-nav>
      <Outlet />
    </ShopPlaceContext>
  );
}

function useShop(): ShopPlace {
  const { data, dataUpdatedAt } = useQuery({
    ...overviewQuery(),
    staleTime: 60_000,
    select: ({ shop, now }) => ({ shop, now }),
  });
  return useMemo(() => {
    // Business time moves with the wall clock from the moment the shop named it.
    const ahead = data === undefined ? 0 : Date.parse(data.now) - dataUpdatedAt;
    return {
      known: data !== undefined,
      timeZone: data?.shop.timeZone ?? 'UTC',
      currency: data?.shop.currency ?? 'USD',
      nowMs: () => Date.now() + ahead,
    };
  }, [data, dataUpdatedAt]);
}

/** The admin's own navigation asks the embed to go somewhere by an event. */
function useAdminNavigation(): void {
  const router = useRouter();
  useEffect(() => {
    const go = (event: Event) => {
      const href = event.target instanceof Element ? event.target.getAttribute('href') : null;
      if (href !== null) void router.navigate({ href: href.replace(/^\/app/, '') || '/' });
    };
    document.addEventListener('shopify:navigate', go);
    return () => {
      document.removeEventListener('shopify:navigate', go);
    };
  }, [router]);
}
