// SPDX-License-Identifier: Apache-2.0
// Measures the page in a real browser against the console's own servlets, which run in the process that
// started this one. It adds devices when a line "@devices N" is printed, and raises events at "@load EVENTS_PER_SECOND".
// Usage: node bench.mjs [--seconds N] [--page KEY]
import { readdirSync, statSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drawn, enter, go, HOUSE, launch, somebody } from "./browser.mjs";

const option = (name, otherwise) => process.argv[process.argv.indexOf(`--${name}`) + 1 || Infinity] ?? otherwise;
const SECONDS = Number(option("seconds", 120)), PAGE = option("page", "health"), RATE = 200, ORDINARY_RATE = 5, POLL_MS = 2000, DEVICES = 2000, WARM_MS = 10_000, BYTES_MS = 60_000, COLD_STARTS = 7, SETTLE_MS = 2000;
/** The slowest tablet in the building: four times slower, over 10 Mbit/s and 40 ms. */
const SLOWER = 4, NETWORK = { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 };
const TOLD = "cold start ";
const HEAD = { headers: { Authorization: `Bearer ${process.env.VESTIBULE_TOKEN}` } };

const rest = (ms) => new Promise((done) => setTimeout(done, ms));
const sorted = (values) => [...values].sort((a, b) => a - b);
const at = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))];
const load = (rate) => console.log(`@load ${rate}`);
const figures = {};

figures.compressed_kb = kilobytes(join(fileURLToPath(new URL("../../target/page/console", import.meta.url))));
const browser = await launch();
await coldStarts();
await addDevices();
await underLoad();
await browser.close();
figures.delta_share_of_polling = await share(ORDINARY_RATE);
figures.delta_share_at_200_per_s = await share(RATE);
for (const [key, value] of Object.entries(figures)) console.log(`${key}=${value}`);
if (Object.values(figures).some((value) => !Number.isFinite(value))) process.exitCode = 1;

/** Everything that the page may ever fetch, as it is sent. */
function kilobytes(folder) {
  const sent = readdirSync(folder).filter((file) => file.endsWith(".gz") && !file.startsWith("licence-"));
  return round(sent.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 1024);
}

function round(value, digits = 1) {
  return Number(value.toFixed(digits));
}

/**
 * From the beginning of the navigation to a drawn page that takes a tap, with nothing kept from before. The empty window
 * is at rest before: its opening would be measured along. Nor is the page asked meanwhile, which loads a script: it tells.
 */
async function coldStarts() {
  const usable = [], painted = [], taps = [];
  for (let n = 0; n < COLD_STARTS; n++) {
    const context = await somebody(browser);
    await (await enter(context)).close();
    const page = await context.newPage();
    await page.addInitScript(whenUsable, TOLD);
    await slowDown(page);
    await rest(SETTLE_MS);
    const told = page.waitForEvent("console", (message) => message.text().startsWith(TOLD));
    await page.goto(HOUSE);
    const seen = JSON.parse((await told).text().slice(TOLD.length));
    usable.push(seen.usable);
    painted.push(seen.painted);
    taps.push(...await page.evaluate(tapThrough));
    await context.close();
  }
  figures.first_paint_ms = Math.round(at(painted, 0.5));
  figures.usable_ms = Math.round(at(usable, 0.5));
  figures.page_change_p95_ms = Math.round(at(taps, 0.95));
}

async function slowDown(page) {
  const tools = await page.context().newCDPSession(page);
  await tools.send("Network.enable");
  await tools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await tools.send("Network.emulateNetworkConditions", NETWORK);
  await tools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
}

/**
 * Runs in the page, before it: notes when its heading and all that it asked for are on the screen. It is told of
 * changes: looking at each frame would make the browser draw frames all the while, and be measured with them.
 */
function whenUsable(told) {
  window.onScreen = (also) => new Promise((done) => {
    const there = () => also() && document.querySelector("[role=main] h1") && !document.querySelector(".skeleton");
    const look = () => there() && requestAnimationFrame(() => {
      if (!there()) return;
      watch.disconnect();
      setTimeout(() => done(performance.now()));
    });
    const watch = new MutationObserver(look);
    watch.observe(document, { childList: true, subtree: true, attributes: true });
    look();
  });
  const painted = (type, counts) => new Promise((done) => new PerformanceObserver((list) => list.getEntries().filter(counts).forEach((entry) => done(entry.startTime))).observe({ type, buffered: true }));
  // A frame without the house is painted, and is not usable: the page's own text has to be on the screen, too.
  const frame = painted("paint", (entry) => entry.name === "first-contentful-paint"), text = painted("largest-contentful-paint", (entry) => entry.element?.closest("[role=main]"));
  void Promise.all([frame, text, window.onScreen(() => true)]).then(([first, whole, tap]) => console.debug(told + JSON.stringify({ painted: first, usable: Math.max(whole, tap) })));
}

/** Runs in the page: taps each page of the rail, and times until it is on the screen. */
async function tapThrough() {
  const taken = [];
  for (const link of document.querySelectorAll(".rail > a[href]")) {
    const begin = performance.now(), title = link.textContent;
    link.click();
    const at = await window.onScreen(() => link.getAttribute("aria-current"));
    if (title) taken.push(at - begin);
  }
  return taken;
}

/** The page stays open while 2,000 devices tell how they are: frames, memory, and how late a visitor shows. */
async function underLoad() {
  const context = await somebody(browser, { still: false }), page = await enter(context), tools = await context.newCDPSession(page);
  await go(page, `/${PAGE}`);
  load(RATE);
  await rest(WARM_MS);
  const before = await heap(tools), raised = listen();
  await page.evaluate(record);
  await rest(SECONDS * 1000);
  const seen = await page.evaluate(() => window.recorded);
  raised.stop();
  load(0);
  await drawn(page);
  figures.heap_growth_mb = round((await heap(tools) - before) / (1 << 20));
  figures.fps = at(perSecond(seen.frames), 0.05);
  const late = raised.visits.map((visit) => seen.counts.find((count) => count.at >= visit.at && count.n === visit.n)).map((count, n) => count && count.at - raised.visits[n].at).filter(Number.isFinite);
  figures.event_to_screen_p95_ms = late.length < raised.visits.length / 2 ? NaN : Math.round(at(late, 0.95));
  figures.events_seen = late.length;
  await context.close();
}

/** An ordinary house becomes a large one. */
async function addDevices() {
  console.log(`@devices ${DEVICES}`);
  while (Object.keys((await snapshot()).statuses).length < DEVICES) await rest(100);
}

async function snapshot() {
  return (await fetch(`${HOUSE}/api/snapshot`, HEAD)).json();
}

async function heap(tools) {
  await tools.send("HeapProfiler.collectGarbage");
  return (await tools.send("Runtime.getHeapUsage")).usedSize;
}

/** Runs in the page: notes each frame, and when the number of open visits is on the screen. */
function record() {
  const recorded = (window.recorded = { frames: [], counts: [] }), channel = new MessageChannel();
  const tick = (now) => { recorded.frames.push(now); requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  const shown = () => Number(document.querySelector(".rail .count")?.textContent ?? 0);
  let last = shown();
  new MutationObserver(() => {
    const n = shown();
    if (n === last) return;
    last = n;
    requestAnimationFrame(() => channel.port2.postMessage(n));
  }).observe(document.querySelector(".rail"), { subtree: true, childList: true, characterData: true });
  channel.port1.onmessage = ({ data }) => recorded.counts.push({ n: data, at: Date.now() });
}

/** How many frames each whole second had. */
function perSecond(frames) {
  const counts = new Array(Math.floor((frames.at(-1) - frames[0]) / 1000)).fill(0);
  for (const frame of frames) if (frame - frames[0] < counts.length * 1000) counts[Math.floor((frame - frames[0]) / 1000)]++;
  return counts;
}

/** Hears the deltas beside the page: when visits came and went, and how many bytes that takes. */
function listen() {
  const heard = { bytes: 0, visits: [], stop: () => request.destroy() };
  let unfinished = "", open = 1;
  const request = get(`${HOUSE}/api/events`, HEAD, (answer) => answer.setEncoding("utf8").on("data", (text) => {
    heard.bytes += Buffer.byteLength(text);
    const lines = (unfinished + text).split("\n");
    unfinished = lines.pop();
    for (const line of lines.filter((each) => each.startsWith("data: ") && each.includes('"visit/'))) {
      const delta = JSON.parse(line.slice(6));
      open += { "visit/opened": 1, "visit/closed": -1 }[delta.topic] ?? 0;
      heard.visits.push({ at: Date.parse(delta.at), n: open });
    }
  }));
  request.on("error", () => {});
  return heard;
}

/** What a page hears in bytes, beside what it would fetch by taking the snapshot again and again. */
async function share(rate) {
  const whole = Buffer.byteLength(JSON.stringify(await snapshot()));
  load(rate);
  const heard = listen();
  await rest(BYTES_MS);
  heard.stop();
  load(0);
  return round((whole + heard.bytes) / (whole * (BYTES_MS / POLL_MS)), 3);
}
