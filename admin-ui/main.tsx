import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { overviewQuery } from './api/queries.ts';
import { RequestFailed } from './api/requestFailed.ts';
import { nearestLanguage, type Language } from './i18n/languages.ts';
import { startTranslations } from './i18n/start.ts';
import { createAppRouter } from './shell/router.tsx';
import { kitWords } from './ui/kitWords.ts';
import { Provider } from './ui/Provider.tsx';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2000,
      retry: (times, error) =>
        times < 2 && error instanceof RequestFailed && ['offline', 'fault'].includes(error.code),
    },
  },
});

/** The language the address names, else the shop's, else the browser's. */
async function language(): Promise<Language> {
  const asked = new URLSearchParams(window.location.search).get('locale');
  if (asked !== null) return nearestLanguage([asked]);
  const shop = await client.query(overviewQuery()).then(
    (overview) => overview.shop.locale,
    () => null,
  );
  return nearestLanguage([shop, ...navigator.languages]);
}

async function start(): Promise<void> {
  const router = createAppRouter(client);
  const place = document.querySelector('#embed');
  if (place === null) return;
  const loaded = router.load();
  const chosen = await language();
  const [words] = await Promise.all([kitWords[chosen](), startTranslations(chosen), loaded]);
  createRoot(place).render(
    <StrictMode>
      <Provider words={words}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Provider>
    </StrictMode>,
  );
}

void start();
