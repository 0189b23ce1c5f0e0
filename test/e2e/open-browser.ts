import { AxeBuilder } from '@axe-core/playwright';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Result, RunOptions } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const places = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where a Chromium is on this machine; undefined when there is none. */
export const chromiumPath = places.find((place) => place !== '' && existsSync(place));

/** A headless browser that calls nobody. */
export function openBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('No Chromium on this machine.');
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
    ],
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const speak = (language: 'fr' | 'en') => `localStorage.setItem('chacun-language', '${language}')`;

export type Look = { phone?: boolean; dark?: boolean; language?: 'fr' | 'en' };

/** A fresh person at a screen of some width, scheme and language; what breaks in the page, and what the server answers by breaking, is kept. */
export async function openPage(browser: Browser, address: string, look: Look = {}) {
  const context: BrowserContext = await browser.newContext({
    baseURL: address,
    viewport: look.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    colorScheme: look.dark ? 'dark' : 'light',
    hasTouch: look.phone ?? false,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Paris',
  });
  // A busy machine is slow, not broken.
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (thrown) => troubles.push(thrown.message));
  page.on('response', (reply) => {
    if (reply.status() >= 500) troubles.push(`${reply.status()} ${reply.request().method()} ${reply.url()}`);
  });
  await page.addInitScript({ content: speak(look.language ?? 'fr') });
  return { page, context, troubles };
}

/** Signs in by the form, as a person does. */
export async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.locator('input[name=email]').fill(who.email);
  await page.locator('input[name=password]').fill(who.password);
  await page.locator('button[type=submit]').click();
  await page.locator('nav').first().waitFor();
  // The account's language is taken on signing in; a reload brings back the one this test reads.
  await page.reload();
  await page.locator('nav').first().waitFor();
}

/** Comes to a page already signed in: the form is tried once, not before every page. */
export async function enter(
  page: Page,
  who: { email: string; password: string },
  path: string,
): Promise<void> {
  const { email, password } = who;
  const reply = await page.request.post('/api/v1/session', { data: { email, password } });
  if (!reply.ok()) throw new Error(`${email} could not sign in: ${await reply.text()}`);
  await page.goto(path);
  await page.locator('nav').first().waitFor();
}

const asked = { resultTypes: ['violations'] } satisfies RunOptions;

/** The findings of axe in a page without frames. A document keeps what was read into it: axe is sent to it once. */
async function lookAt(page: Page): Promise<Result[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe);
  return page.evaluate<Result[]>(
    `axe.run(document, ${JSON.stringify(asked)}).then(({ violations }) => violations)`,
  );
}

/** The same where there are frames: only they need their findings put together in a blank page. */
async function lookIntoFrames(page: Page): Promise<Result[]> {
  const { violations } = await new AxeBuilder({ page, axeSource: axe }).options(asked).analyze();
  return violations;
}

/** What is wrong with the page now on screen: findings of axe, and a page wider than its screen. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  const findings = page.frames().length === 1 ? await lookAt(page) : await lookIntoFrames(page);
  const faults = findings.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
  const sideways = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  return sideways > 0 ? [...faults, `scrolls sideways by ${sideways} px`] : faults;
}
