import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtEmbed } from '../../infra/local/embedBuild.ts';
import { chromium } from '../support/chromium.ts';
import { desktop, expectSound, openBrowser, openPage, phone, visit } from './support/browser.ts';
import { serveShown } from './support/shownServer.ts';
import { demoShop, type ShopChoices } from './support/shownShop.ts';

const pages = [
  '',
  'customers',
  'customers/7120002',
  'coupons',
  'coupons/r1',
  'coupons/r3',
  'coupons/new?recipe=win-back',
  'import?id=i1',
  'segments',
  'segments/s1',
  'segments/s2',
  `segments/new?query=${encodeURIComponent("orders >= 3 AND rfm_level IN ('A', 'B')")}`,
  'segments/help',
  'settings/classes',
  'insights',
  'insights/cohorts',
  'insights/value',
  'insights/movement',
  'insights/products?days=90&change=size',
  'insights/forecast',
  'insights/discounts',
];

const both = [phone, desktop];

/** What is shown, in which language, of which shop, on which pages and screens. */
const states: {
  what: string;
  locale: string;
  choices: Partial<ShopChoices>;
  shown: readonly string[];
  screens: readonly { width: number; height: number }[];
}[] = [
  {
    what: 'a shop without orders',
    locale: 'en',
    choices: { customers: 0, rules: false, backfill: 'none' },
    shown: [
      '',
      'customers',
      'coupons',
      'segments',
      'settings/classes',
      'insights',
      'insights/cohorts',
      'insights/value',
      'insights/movement',
      'insights/products',
      'insights/forecast',
      'insights/discounts',
    ],
    screens: [phone],
  },
  {
    what: '30 customers, in yuan',
    locale: 'zh-CN',
    choices: { customers: 30, currency: 'CNY' },
    shown: ['', 'customers', 'customers/7120002'],
    screens: both,
  },
  {
    what: 'yen, names withheld, history incomplete',
    locale: 'ja',
    choices: { currency: 'JPY', names: 'withheld', incomplete: true },
    shown: pages,
    screens: [phone],
  },
  {
    what: 'won, very long names, history loading',
    locale: 'ko',
    choices: { currency: 'KRW', names: 'long', backfill: 'running' },
    shown: pages,
    screens: [desktop],
  },
  {
    what: 'a history that failed to load',
    locale: 'en',
    choices: { backfill: 'failed' },
    shown: [''],
    screens: [desktop],
  },
];

describe.skipIf(chromium === undefined)('every state a screen can be in', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = (await builtEmbed(process.cwd(), new AbortController().signal)).folder;
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each(states)('$what ($locale)', async ({ locale, choices, shown, screens }) => {
    const server = await serveShown({ ...demoShop, ...choices }, folder);
    for (const viewport of screens) {
      const { page, context, errors } = await openPage(browser, viewport);
      for (const path of shown) {
        const url = new URL(`/app/${path}`, server.url);
        url.searchParams.set('locale', locale);
        await visit(page, url.href);
        await expectSound(page, `${locale} ${String(viewport.width)} /${path}`);
      }
      expect(errors).toEqual([]);
      await context.close();
    }
    await server.stop();
  });

  test('a filter that is not understood is marked where it is, and mended by a press', async () => {
    const server = await serveShown(demoShop, folder);
    const { page, context } = await openPage(browser, desktop);
    await visit(page, `${server.url}/app/customers?locale=en&query=lifecycle%20%3D%20'overdu'`);
    const alert = page.getByRole('alert');
    expect(await alert.innerText()).toContain('^');
    await alert.getByRole('button').click();
    expect(await page.locator('textarea').inputValue()).toContain("lifecycle = 'overdue'");
    await expectSound(page, 'after mending');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(/query=lifecycle/);
    await context.close();
    await server.stop();
  });

  test.each(['en', 'ja'])('a rule tried on last year says what it found (%s)', async (locale) => {
    const server = await serveShown(demoShop, folder);
    const { page, context, errors } = await openPage(browser, locale === 'en' ? desktop : phone);
    await visit(page, `${server.url}/app/coupons/r1?locale=${locale}`);
    await page.getByRole('button', { name: /last year|過去1年/ }).click();
    await page.locator('.c-lines').waitFor();
    await expectSound(page, `${locale} after a trial`);
    await page.getByRole('button', { name: /^(Show as table|表)/ }).click();
    await page.locator('.c-plain').waitFor();
    await expectSound(page, `${locale} a trial as a table`);
    await page.getByLabel(/Of 100 coupons|クーポン100枚/).fill('5');
    await page.getByText(/What remains|残る額/).waitFor();
    await expectSound(page, `${locale} with something assumed`);
    expect(errors).toEqual([]);
    await context.close();
    await server.stop();
  });

  test.each(['en', 'zh-CN'])('what a held rule asks before it goes on (%s)', async (locale) => {
    const server = await serveShown(demoShop, folder);
    const { page, context, errors } = await openPage(browser, locale === 'en' ? desktop : phone);
    await visit(page, `${server.url}/app/coupons/r3?locale=${locale}`);
    await page.getByRole('button', { name: /go on|继续/ }).click();
    const dialog = page.getByRole('dialog');
    const said = await dialog.innerText();
    for (const number of [/1,208/, /86/, /66/, /660/]) expect(said).toMatch(number);
    await expectSound(page, `${locale} before a held rule goes on`);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Edit who|修改对象/ }).click();
    const edited = page.locator('textarea:focus');
    expect(await edited.inputValue()).toContain('friends');
    await visit(page, `${server.url}/app/segments/s2?locale=${locale}`);
    await page.getByRole('button', { name: /go on|继续/ }).click();
    await expectSound(page, `${locale} before a held segment goes on`);
    expect(errors).toEqual([]);
    await context.close();
    await server.stop();
  });

  test.each(['en', 'ja', 'ko', 'zh-CN'])(
    'the check-up prints on one sheet (%s)',
    async (locale) => {
      const server = await serveShown(demoShop, folder);
      const { page, context } = await openPage(browser, locale === 'ja' ? phone : desktop);
      await visit(page, `${server.url}/app/insights/discounts?locale=${locale}`);
      await page.locator('.c-sheet').waitFor();
      await expectSound(page, `${locale} the check-up`);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      await context.close();
      await server.stop();
    },
  );

  test('leaving a rule with unsaved changes asks first', async () => {
    const server = await serveShown(demoShop, folder);
    const { page, context } = await openPage(browser, desktop);
    await visit(page, `${server.url}/app/coupons/r1?locale=en`);
    await page.getByLabel('Percent off').fill('25');
    await page.getByText('Unsaved changes').waitFor();
    page.once('dialog', (dialog) => void dialog.dismiss());
    await page.getByRole('link', { name: /^Back/ }).click();
    expect(page.url()).toContain('/coupons/r1');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('link', { name: /^Back/ }).click();
    await page.waitForURL(/\/app\/coupons(\?|$)/);
    await context.close();
    await server.stop();
  });
});
