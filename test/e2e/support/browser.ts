import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  chromium as playwright,
  type Browser,
  type BrowserContext,
  type Page,
} from 'playwright-core';
import { expect } from 'vitest';
import { chromium } from '../../support/chromium.ts';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

export const phone = { width: 390, height: 844 } as const;
export const desktop = { width: 1280, height: 900 } as const;

export function openBrowser(): Promise<Browser> {
  return playwright.launch({
    ...(chromium !== undefined && { executablePath: chromium }),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page that fails the test on any error of its own. */
export async function openPage(
  browser: Browser,
  viewport: { width: number; height: number },
): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { page, context, errors };
}

/** Opens a page of the embed and waits until its own data is there. */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForSelector('h1');
  await page.waitForFunction("document.querySelector('.c-skeleton') === null");
}

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[] }[];
}

/** What WCAG 2.2 AA has against what is on screen, a line each; empty: nothing. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const result: { violations: Violation[] } = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  );
  return result.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join('; ')})`,
  );
}

/** Holds a page to what every page must be: nothing wrong for anyone, nothing to scroll sideways. */
export async function expectSound(page: Page, what: string): Promise<void> {
  expect(await violations(page), what).toEqual([]);
  const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  expect(sideways, `${what}: sideways scroll in pixels`).toBeLessThanOrEqual(0);
  const keys =
    /\b(?:overview|customers|coupons|shell|word|error|imports|term|segments|classes)\.[a-z][\w.]+/;
  const text = String(await page.evaluate('document.body.innerText'));
  expect(keys.exec(text)?.[0], `${what}: a key instead of words`).toBeUndefined();
}
