// SPDX-License-Identifier: Apache-2.0
// Draws masks and zones on a station's picture, by keyboard, mouse and finger, and says what is wrong, one line each.
// With --shots FOLDER it only takes the pictures of the documentation.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { enter, go, launch, LANGUAGES, SCHEMES, SIZES, somebody } from "./browser.mjs";

const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const SHOTS = process.argv[process.argv.indexOf("--shots") + 1 || Infinity], QUALITY = 70;
const browser = await launch(), wrong = [];
const expect = (what, is, wanted) => { if (JSON.stringify(is) !== JSON.stringify(wanted)) wrong.push(`${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(wanted)}`); };

async function step(name, view, act) {
  const context = await somebody(browser, view);
  try {
    const page = await enter(context);
    await configured(page);
    await go(page, "/doors/station/front");
    await page.click("#draw");
    await page.waitForSelector(".stage canvas[data-painted]");
    await act(page, context);
  } catch (failure) {
    wrong.push(`${name}: ${failure.message.split("\n")[0]}`);
  }
  await context.close();
}

/** The invented house has the station, and not how it is configured. */
const configured = (page) => page.evaluate((body) => fetch("/api/settings/org.vestibule.station.http", { method: "POST", body,
  headers: { "X-Vestibule": "1", "Content-Type": "application/json" } }), JSON.stringify({ name: "front", values: { id: "front", door: "front-door" } }));
const other = (page, values) => page.evaluate((body) => fetch("/api/settings/org.vestibule.station.http~front", { method: "PUT", body,
  headers: { "X-Vestibule": "1", "Content-Type": "application/json" } }), JSON.stringify({ values }));
const corner = (page, n) => page.locator(".corner").nth(n);
const place = async (page, n) => /([\d.]+) % from the left, ([\d.]+) % from the top/.exec(await corner(page, n).getAttribute("aria-label"))?.slice(1).map(Number);
const said = (page, words) => page.waitForFunction((wanted) => document.getElementById("news")?.textContent.includes(wanted), words);
const count = (page, n) => page.waitForFunction((wanted) => document.querySelectorAll(".corner").length === wanted, n);
const kept = (page) => page.evaluate(async () => {
  const forms = await (await fetch("/api/settings", { headers: { "X-Vestibule": "1" } })).json();
  const { masks, zones } = forms.find((form) => form.pid === "org.vestibule.station.http").instances.find((each) => each.values.id === "front").values;
  return { masks, zones };
});
const save = async (page) => { await page.click("#save-areas"); await page.waitForSelector("#put-back"); };

if (SHOTS) {
  for (const size of Object.keys(SIZES)) for (const scheme of SCHEMES) await take(size, scheme);
} else {
  await checks();
}
await browser.close();
wrong.forEach((line) => console.log(line));
process.exitCode = wrong.length ? 1 : 0;

async function checks() {
  await step("two who draw", {}, async (page) => {
    const line = () => page.textContent(".areas > p:not(.quiet)"), focused = () => page.evaluate(() => document.activeElement?.id);
    expect("what is marked", (await line()).startsWith("Nothing is marked"), true);
    await page.click("#add-mask");
    await page.click("#add-mask");
    expect("a drawing is not saved", (await line()).startsWith("Nothing is saved yet"), true);
    await page.locator(".shape button.second").nth(1).click();
    expect("the row before has the focus", await focused(), "shape-0");
    await go(page, "/doors");
    await other(page, { zones: "Way in: 0.1,0.1 0.9,0.1 0.5,0.9" });
    await go(page, "/doors/station/front");
    await page.waitForSelector("#shape-0");
    await page.click("#save-areas");
    await page.waitForSelector("#load-areas");
    expect("what the other one drew stays", await kept(page), { zones: "Way in: 0.1,0.1 0.9,0.1 0.5,0.9" });
    await page.click("#load-areas");
    await page.waitForFunction(() => document.querySelector("#shape-0")?.textContent.includes("Way in"));
    expect("the drawing is gone", await page.locator(".shapes .shape").count(), 1);
    expect("the focus stays in the drawing", await focused(), "add-mask");
    await page.click("#add-mask");
    const [request] = await Promise.all([page.waitForRequest((each) => each.method() === "PUT"), save(page)]);
    expect("only what changed is sent", Object.keys(request.postDataJSON().values), ["masks"]);
    for (let i = 0; i < 2; i++) await page.locator(".shape button.second").first().click();
    expect("with no row left", await focused(), "add-mask");
    await other(page, { masks: null, zones: null });
  });

  await step("keyboard", {}, async (page) => {
    await page.focus("#add-mask");
    await page.keyboard.press("Enter");
    await count(page, 4);
    await corner(page, 0).focus();
    await page.keyboard.press("ArrowRight");
    await said(page, "31 % from the left, 30 % from the top");
    await page.keyboard.press("Shift+ArrowDown");
    await said(page, "31 % from the left, 35 % from the top");
    expect("the corner says where it is", await place(page, 0), [31, 35]);
    await page.keyboard.press("Escape");
    await said(page, "Put back as it was");
    expect("Escape puts it back", await place(page, 0), [30, 30]);
    await page.keyboard.press("Delete");
    await count(page, 3);
    await page.keyboard.press("Delete");
    await said(page, "at least 3 corners");
    expect("three corners stay", await page.locator(".corner").count(), 3);
    await page.keyboard.press("Enter");
    await count(page, 4);
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label")?.startsWith("Corner 2 of 4"));
    await page.keyboard.press("Control+z");
    await count(page, 3);
    // At the edge of the picture it stays.
    await corner(page, 0).focus();
    for (let i = 0; i < 12; i++) await page.keyboard.press("Shift+ArrowRight");
    expect("a corner stays in the picture", (await place(page, 0))[0], 100);
    await page.click("#undo-step");
    expect("one step back is all moves of a corner", (await place(page, 0))[0], 60);
    await page.keyboard.press("Tab");
    await save(page);
    expect("what is kept", await kept(page), { masks: "0.6,0.3 0.6,0.6 0.3,0.6" });
  });

  await step("mouse", {}, async (page) => {
    await page.click("#add-zone");
    await count(page, 4);
    const box = await page.locator(".stage .canvas").boundingBox(), at = (x, y) => [box.x + x * box.width, box.y + y * box.height];
    await page.mouse.click(...at(0.5, 0.1));
    await count(page, 5);
    // The last corner goes across the opposite edge: the gateway need not be asked.
    const from = await corner(page, 4).boundingBox();
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(...at(0.95, 0.5), { steps: 5 });
    await page.mouse.up();
    await page.click("#save-areas");
    await page.waitForSelector(".shapes [role=alert]");
    expect("crossing edges are named", await page.textContent(".shapes [role=alert]"), "Its edges cross or touch. Move a corner so that they do not.");
    expect("and nothing is changed", (await kept(page)).zones, undefined);
    await page.click("#undo-step");
    await page.fill(".shape input", "Mask 1: the way; in");
    await page.keyboard.press("Tab");
    await page.click("#save-areas");
    await page.waitForFunction(() => document.querySelector(".shapes [role=alert]")?.textContent.includes("letter or digit"));
    await page.fill(".shape input", "Way in");
    await page.keyboard.press("Tab");
    await save(page);
    expect("the zone has its name", (await kept(page)).zones?.startsWith("Way in: "), true);
    await page.click("#put-back");
    await page.waitForFunction(() => !document.querySelector(".shapes")?.textContent.includes("Way in"));
    expect("it is put back", (await kept(page)).zones, undefined);
  });

  await step("finger", { size: "phone" }, async (page, context) => {
    await page.tap("#add-mask");
    await count(page, 4);
    await page.locator(".stage").scrollIntoViewIfNeeded();
    const touch = await context.newCDPSession(page), before = await place(page, 2);
    const box = await page.locator(".stage .canvas").boundingBox(), from = await corner(page, 2).boundingBox();
    const finger = (type, x, y) => touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
    const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
    await finger("touchStart", x, y);
    for (let i = 1; i <= 4; i++) await finger("touchMove", x + i * box.width / 40, y + i * box.height / 40);
    await finger("touchEnd");
    const after = await place(page, 2);
    if (Math.abs(after[0] - before[0] - 10) > 1 || Math.abs(after[1] - before[1] - 10) > 1) wrong.push(`finger: dragged from ${before} to ${after}`);
    await page.touchscreen.tap(box.x + box.width * 0.5, box.y + box.height * 0.15);
    await count(page, 5);
    await page.tap("#close-areas");
    await page.waitForSelector("#draw");
    await page.tap("#draw");
    expect("a discarded drawing is gone", await page.locator(".shapes .shape").count(), 1);
  });

  for (const size of Object.keys(SIZES)) for (const scheme of SCHEMES) for (const language of LANGUAGES) {
    const view = `${size} ${scheme} ${language}`;
    await step(view, { size, scheme, language }, async (page) => {
      await page.click("#add-zone");
      await page.click("#add-mask");
      await corner(page, 1).focus();
      await page.keyboard.press("ArrowUp");
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) wrong.push(`${view}: goes ${wide} px to the side`);
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      violations.forEach((each) => wrong.push(`${view}: ${each.id} (${each.impact}) at ${each.nodes[0].target}`));
    });
  }
}

/** A window of the neighbours and the street are hidden, and the way to the door counts. */
async function take(size, scheme) {
  await step(`${size} ${scheme}`, { size, scheme }, async (page) => {
    for (const kind of ["mask", "zone"]) await page.click(`#add-${kind}`);
    // On a phone the navigation lies over the lower end of the screen.
    await page.evaluate(() => document.querySelector(".areas .drawing")?.scrollIntoView());
    const box = await page.locator(".stage .canvas").boundingBox(), way = [[0.4, 0.1], [0.8, 0.1], [0.9, 0.96], [0.1, 0.96]], window = [[0.1, 0.04], [0.34, 0.04], [0.34, 0.3], [0.1, 0.3]];
    for (const [shape, corners] of [[1, way], [0, window]]) {
      if (await page.locator(`#shape-${shape}`).getAttribute("aria-pressed") !== "true") await page.click(`#shape-${shape}`);
      for (const [n, [x, y]] of corners.entries()) {
        const top = await page.locator(".stage .canvas").boundingBox(), from = await corner(page, n).boundingBox();
        await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
        await page.mouse.down();
        await page.mouse.move(top.x + x * box.width, top.y + y * box.height, { steps: 3 });
        await page.mouse.up();
      }
    }
    await page.evaluate(() => { document.activeElement?.blur(); document.querySelector(".areas")?.scrollIntoView(); });
    const tools = await page.context().newCDPSession(page), { data } = await tools.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
    writeFileSync(join(SHOTS, `areas-${size}-${scheme}.webp`), Buffer.from(data, "base64"));
  });
}
