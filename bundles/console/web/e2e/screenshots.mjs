// SPDX-License-Identifier: Apache-2.0
// Takes the pictures of the documentation: every page and a detail of each, on a desk and on a phone,
// light and dark; of a visit also why it was decided so. Usage: node screenshots.mjs FOLDER [LANGUAGE]
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
  const view = { size, scheme, language };
  // It rings for whoever keeps the house, on each of their pages; the others are looked at by the box, for which it does not.
  await seenBy("maya", view, ["now"]);
  await seenBy("", view, PAGES.filter((key) => key !== "now"));
}
await browser.close();

async function seenBy(name, view, keys) {
  const context = await somebody(browser, view), suffix = `${view.size}-${view.scheme}`, front = await context.newPage();
  await front.goto(HOUSE);
  await drawn(front);
  await take(front, `login-${suffix}`);
  const page = await enter(context, name);
  for (const key of keys) {
    await go(page, `/${key}`);
    if (key === "visits") await look(page, "#show-thumbs", ".thumb");
    await take(page, `${key}-${suffix}`);
    const detail = key === "visits" ? await openedOne(page) : (await detailsOf(page, key))[0];
    if (!detail) continue;
    await go(page, detail);
    if (key === "visits") await look(page, "#show-kept", ".kept");
    await take(page, `${key}-detail-${suffix}`);
    if (key !== "visits") continue;
    await page.waitForSelector(".why .cutting canvas");
    await take(page, `visits-why-${suffix}`, "section:has(> .why)");
  }
  await context.close();
}

/** Asks for kept pictures, and waits until those that are on the screen are drawn. */
async function look(page, button, place) {
  await page.click(button);
  await page.waitForFunction((each) => {
    const seen = [...document.querySelectorAll(`${each} canvas`)].filter((canvas) => canvas.getBoundingClientRect().top < innerHeight);
    return seen.length && seen.every((canvas) => canvas.dataset.painted);
  }, place);
}

/** A visit that ended with an open door has the most to tell. */
function openedOne(page) {
  return page.evaluate(() => document.querySelector(".list a:has(svg.good)")?.getAttribute("href").slice(1));
}

/** Takes a picture of what is on the screen from the top of the page, or from a part of it. */
async function take(page, name, from = "body") {
  await page.mouse.move(0, 0);
  await page.evaluate((part) => { document.activeElement?.blur?.(); document.querySelector(part)?.scrollIntoView(); }, from);
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
