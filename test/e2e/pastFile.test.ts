import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtEmbed } from '../../infra/local/embedBuild.ts';
import { chromium } from '../support/chromium.ts';
import { desktop, expectSound, openBrowser, openPage, phone, visit } from './support/browser.ts';
import { serveShown } from './support/shownServer.ts';
import { demoShop } from './support/shownShop.ts';

describe.skipIf(chromium === undefined)('how a customer stood on a past day', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = (await builtEmbed(process.cwd(), new AbortController().signal)).folder;
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    ['en', desktop],
    ['zh-CN', phone],
    ['ko', desktop],
    ['ja', phone],
  ] as const)(
    'is shown whole, and one press leads back to today (%s)',
    async (locale, viewport) => {
      const server = await serveShown(demoShop, folder);
      const { page, context, errors } = await openPage(browser, viewport);
      const path = `${server.url}/app/customers/7120002?locale=${locale}`;
      await visit(page, `${path}&asOf=2026-08-14`);
      await page.locator('.c-others > summary').click();
      await expectSound(page, `${locale} as of a past day`);
      expect(await page.locator('input[type=date]').inputValue()).toBe('2026-08-14');
      await page
        .getByRole('button', { name: /^(Back to today|回到今天|오늘로 돌아가기|今日に戻る)$/ })
        .click();
      await page.waitForURL((url) => !url.searchParams.has('asOf'));
      await page.locator('input[type=date]').fill('2026-09-01');
      await page.waitForURL(/asOf=.?.?.?2026-09-01/);
      expect(errors).toEqual([]);
      await context.close();
      await server.stop();
    },
  );

  test('a box of the movement says on the list whom it holds', async () => {
    const server = await serveShown(demoShop, folder);
    const { page, context, errors } = await openPage(browser, phone);
    const moved = 'lifecycle:2026-10-01:2026-11-01:slowing:overdue';
    await visit(page, `${server.url}/app/customers?locale=en&moved=${encodeURIComponent(moved)}`);
    await page.getByText(/from “Slowing” on/).waitFor();
    await expectSound(page, 'who moved');
    await page.getByRole('button', { name: 'Show all customers' }).click();
    await page.waitForURL((url) => !url.searchParams.has('moved'));
    expect(errors).toEqual([]);
    await context.close();
    await server.stop();
  });
});
