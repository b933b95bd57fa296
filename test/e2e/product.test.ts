import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromium } from '../support/chromium.ts';
import {
  desktop,
  expectSound,
  openBrowser,
  openPage,
  phone,
  violations,
  visit,
} from './support/browser.ts';
import { startProduct, type Product } from './support/product.ts';

describe.skipIf(chromium === undefined)('the embed in front of the running product', () => {
  let browser: Browser;
  let product: Product;
  beforeAll(async () => {
    browser = await openBrowser();
    product = await startProduct(['--customers', '200']);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });
  const address = (path: string, locale: string) => {
    const url = new URL(`/app/${path}`, product.url);
    url.searchParams.set('locale', locale);
    return url.href;
  };

  test.each([
    ['en', phone],
    ['zh-CN', desktop],
  ])('every page in %s is sound', async (locale, screen) => {
    const { page, context, errors } = await openPage(browser, screen);
    await visit(page, address('customers', locale));
    const file = await page.locator('.c-row-link').first().getAttribute('href');
    expect(file).toMatch(/^\/app\/customers\/\d+/);
    for (const path of ['', 'customers', 'coupons', 'coupons/new?recipe=large-order', 'import']) {
      await visit(page, address(path, locale));
      await expectSound(page, `${locale} /${path}`);
    }
    await visit(page, new URL(file ?? '', product.url).href);
    await expectSound(page, `${locale} ${String(file)}`);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('a new order shows without a reload', async () => {
    const { page, context } = await openPage(browser, desktop);
    await visit(page, address('', 'en'));
    await page.evaluate('window.sameDocument = true');
    const newest = () => page.locator('[data-order]').first().getAttribute('data-order');
    const before = await newest();
    await expect.poll(newest, { timeout: 60_000, interval: 500 }).not.toBe(before);
    expect(await page.evaluate('window.sameDocument')).toBe(true);
    await context.close();
  });

  test('the frame leads to each page and speaks the language chosen', async () => {
    const { page, context } = await openPage(browser, desktop);
    await page.goto(`${product.url}/?locale=en`);
    const embed = page.frameLocator('#embed');
    await embed.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await page.getByRole('link', { name: 'Customers' }).click();
    await embed.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    await page.getByRole('combobox').selectOption('ko');
    await embed.getByRole('heading', { level: 1, name: '고객' }).waitFor();
    await page.getByRole('link', { name: '쿠폰 규칙' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  test('a rule goes from a recipe to a coupon that can be copied', async () => {
    const { page, context, errors } = await openPage(browser, desktop);
    await visit(page, address('coupons', 'en'));
    await page.getByRole('link', { name: 'Use this recipe: Win back lost customers' }).click();
    await press(page, 'Save as draft');
    await page.getByRole('heading', { level: 1, name: 'Win back lost customers' }).waitFor();
    await press(page, 'Switch on');
    const question = page.getByRole('dialog');
    await question.getByText('Nothing is sent now.').waitFor();
    await expectSound(page, 'the question before switching on');
    await question.getByRole('button', { name: 'Switch on' }).click();
    await page.getByText('already due when you switched this on').waitFor();
    expect(await page.getByText('Not sent: copy it').count()).toBe(0);

    await press(page, 'Send once');
    await page.getByRole('dialog').getByRole('button', { name: 'Send once' }).click();
    await page.getByText('Not sent: copy it').first().waitFor();
    await expectSound(page, 'a rule with coupons');
    await page
      .getByRole('button', { name: /^Mark as sent/ })
      .first()
      .click();
    await page.getByText('Sent', { exact: true }).first().waitFor();
    await press(page, 'Pause');
    await page.getByText('Rule paused.').waitFor();
    await press(page, 'Undo');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test('an order export is loaded and reported to the cent', async () => {
    const { page, context, errors } = await openPage(browser, phone);
    await visit(page, address('import', 'en'));
    await page.locator('input[type=file]').setInputFiles({
      name: 'orders_export.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(orderExport),
    });
    await page.getByText('orders_export.csv is loaded').waitFor();
    await page.getByText('$61.50').waitFor();
    await expectSound(page, 'the report of an import');
    expect(errors).toEqual([]);
    await context.close();
  });
});

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Two orders in the columns of Shopify's own export. */
const orderExport = `Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem discount,Cancelled at,Refunded Amount,Source,Id
#90001,old.friend@example.com,paid,2025-03-01 10:00:00 +0000,USD,40.00,0.00,0.00,40.00,,0.00,2025-03-01 10:00:00 +0000,1,Teapot,40.00,0.00,,0.00,web,9900000001
#90002,old.friend@example.com,paid,2025-06-01 10:00:00 +0000,USD,21.50,0.00,0.00,21.50,,0.00,2025-06-01 10:00:00 +0000,1,Cup,21.50,0.00,,0.00,web,9900000002
`;
