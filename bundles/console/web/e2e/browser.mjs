// SPDX-License-Identifier: Apache-2.0
// A browser on the page, for everything that looks at it from outside: the system's Chromium.
// The house is told by the environment: VESTIBULE_URL, VESTIBULE_TOKEN, VESTIBULE_PASSWORD.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

export const HOUSE = process.env.VESTIBULE_URL ?? "http://127.0.0.1:8787";
const TOKEN = process.env.VESTIBULE_TOKEN ?? "", PASSWORD = process.env.VESTIBULE_PASSWORD ?? "";

export const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } };
export const SCHEMES = ["light", "dark"];
export const LANGUAGES = ["en", "de"];

/** How long a page may take to be there, on a busy machine. */
const PATIENCE = 60_000;

/** The keys of the pages, as the navigation has them: whoever is in its list is looked at. */
export const PAGES = [...readFileSync(new URL("../src/shell/pages.ts", import.meta.url), "utf8").matchAll(/\{ key: "([\w-]+)"/g)].map((found) => found[1]);

export const launch = () => chromium.launch({ executablePath: process.env.VESTIBULE_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

/** A browser of its own for somebody: a size, a scheme, a language, nobody logged in. */
export async function somebody(browser, { size = "desktop", scheme = "light", language = "en", still = true } = {}) {
  const context = await browser.newContext({ viewport: SIZES[size], colorScheme: scheme, locale: language === "de" ? "de-DE" : "en-GB",
    reducedMotion: still ? "reduce" : "no-preference", hasTouch: size === "phone", serviceWorkers: "block" });
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript((wish) => { if (location.protocol !== "about:") localStorage.setItem("vestibule.language", wish); }, language);
  return context;
}

/** Logs the box in, or somebody by name, and waits until the house is there. */
export async function enter(context, name) {
  const page = await context.newPage();
  await page.goto(name ? HOUSE : `${HOUSE}/#token=${TOKEN}`);
  if (name) {
    await page.fill("#login [name=name]", name);
    await page.fill("#login [name=password]", PASSWORD);
    await page.click("#login button[type=submit]");
  }
  await page.waitForSelector("nav.rail");
  return page;
}

/** Goes to an address of the page, for example "/visits", and waits until it is drawn. */
export async function go(page, address) {
  await page.evaluate(async (hash) => {
    if (location.hash === hash) return;
    const heard = new Promise((done) => addEventListener("hashchange", done, { once: true })), frame = () => new Promise(requestAnimationFrame);
    location.hash = hash;
    // The page of before has a heading, too: what follows waits until this one has begun.
    await heard;
    await frame();
    await frame();
  }, `#${address}`);
  await drawn(page);
}

/** Waits until there is a heading and nothing is a skeleton any more. */
export async function drawn(page) {
  await page.waitForFunction(() => document.querySelector("h1") && !document.querySelector(".skeleton"));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** The details that a page links to first: in its lists, and beside them what makes something new. */
export const detailsOf = (page, key) => page.evaluate((start) =>
  [...new Set([".list a", "a", "a + a"].map((place) => document.querySelector(`[role=main] ${place}[href^="${start}"]`)?.getAttribute("href").slice(1)).filter(Boolean))], `#/${key}/`);
