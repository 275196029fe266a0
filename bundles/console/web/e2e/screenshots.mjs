// SPDX-License-Identifier: Apache-2.0
// Takes the pictures of the documentation: every page and the first detail of each, on a desk and on
// a phone, light and dark. Usage: node screenshots.mjs FOLDER [LANGUAGE]
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { detailsOf, drawn, enter, go, HOUSE, launch, PAGES, SCHEMES, SIZES, somebody } from "./browser.mjs";

const [folder, language = "en"] = process.argv.slice(2);
/** Less than that and letters begin to smear. */
const QUALITIES = [85, 70, 55, 40];
const MOST_BYTES = 120_000;

mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const size of Object.keys(SIZES)) for (const scheme of SCHEMES) {
  const context = await somebody(browser, { size, scheme, language }), suffix = `${size}-${scheme}`;
  const front = await context.newPage();
  await front.goto(HOUSE);
  await drawn(front);
  await take(front, `login-${suffix}`);
  const page = await enter(context);
  for (const key of PAGES) {
    await go(page, `/${key}`);
    await take(page, `${key}-${suffix}`);
    const [detail] = await detailsOf(page, key);
    if (!detail) continue;
    await go(page, detail);
    await take(page, `${key}-detail-${suffix}`);
  }
  await context.close();
}
await browser.close();

async function take(page, name) {
  await page.evaluate(() => { document.activeElement?.blur?.(); scrollTo(0, 0); });
  const tools = await page.context().newCDPSession(page);
  for (const quality of QUALITIES) {
    const { data } = await tools.send("Page.captureScreenshot", { format: "webp", quality });
    const picture = Buffer.from(data, "base64");
    if (picture.length > MOST_BYTES && quality !== QUALITIES.at(-1)) continue;
    writeFileSync(join(folder, `${name}.webp`), picture);
    console.log(`${name}.webp ${Math.ceil(picture.length / 1024)} KiB`);
    break;
  }
  await tools.detach();
}
