// SPDX-License-Identifier: Apache-2.0
// Looks at every page in each size, scheme and language, and says what is wrong with it, one line each.
// With --only "phone light en" it looks in that one way. With --spoil it spoils one page first: whoever changes this file sees that it still finds what is wrong.
import { existsSync, readFileSync } from "node:fs";
import { detailsOf, drawn, enter, go, HOUSE, LANGUAGES, launch, PAGES, SCHEMES, SIZES, somebody } from "./browser.mjs";
import { byKeyboard } from "./keyboard.mjs";

const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const GRAVE = ["serious", "critical"];
/** What stands on a page when somebody forgot a word, a value or a case. */
const LEFT_OVER = /\b(undefined|NaN|Infinity)\b|\[object \w+\]|\{\w+\}/;

const FRONTS = [["log-in", "/"], ["first owner", "/#setup=1234-5678"]];
// The residents' page joins when it is built from here, as the others are.
if (existsSync(new URL("../src/resident", import.meta.url))) FRONTS.push(["resident", "/resident"]);
const SPOIL = process.argv.includes("--spoil"), ONLY = SPOIL ? "phone light en" : process.argv[process.argv.indexOf("--only") + 1 || Infinity];
const browser = await launch(), wrong = [];
let looked = 0;

for (const size of Object.keys(SIZES)) for (const scheme of SCHEMES) for (const language of LANGUAGES) {
  if (ONLY && ONLY !== `${size} ${scheme} ${language}`) continue;
  const view = { size, scheme, language }, inFull = scheme === "light" && language === "en";
  await with_(view, (context) => houses(context, view, inFull));
  await with_(view, (context) => fronts(context, view, inFull));
}
await browser.close();
console.log(`${looked} views of ${PAGES.length} pages and the forms in front of them`);
wrong.forEach((line) => console.log(line));
process.exitCode = wrong.length || looked < PAGES.length ? 1 : 0;

async function with_(view, look) {
  const context = await somebody(browser, view), heard = listen(context);
  const note = (line) => wrong.push(`${view.size} ${view.scheme} ${view.language}, ${line}`);
  try {
    await look(Object.assign(context, { note }));
  } catch (failure) {
    note(`cannot be looked at: ${failure.message.split("\n")[0]}`);
  }
  heard.forEach(note);
  await context.close();
}

/** What a browser tells on its own: errors, refusals by the policy, requests to elsewhere. */
function listen(context) {
  const heard = new Set(), where = (page) => page.url().replace(HOUSE, "");
  context.on("page", (page) => {
    page.on("console", (message) => { if (message.type() === "error") heard.add(`${where(page)}: console: ${message.text()} ${message.location().url.replace(HOUSE, "")}`); });
    page.on("pageerror", (error) => heard.add(`${where(page)}: ${error.message}`));
    page.on("request", (request) => { if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== HOUSE) heard.add(`${where(page)}: asks ${request.url()}`); });
  });
  return heard;
}

async function houses(context, view, inFull) {
  const page = await enter(context);
  for (const key of SPOIL ? PAGES.slice(0, 1) : PAGES) {
    await go(page, `/${key}`);
    if (SPOIL) await page.evaluate(spoil);
    await judge(page, key, context, view);
    const details = await detailsOf(page, key);
    if (inFull) (await byKeyboard(page)).forEach((line) => context.note(`${key}: ${line}`));
    for (const detail of details) {
      await go(page, detail);
      await judge(page, detail, context, view);
    }
  }
}

/** What stands in front of the house: nobody is logged in. */
async function fronts(context, view, inFull) {
  for (const [name, address] of FRONTS) {
    const page = await context.newPage();
    await page.goto(HOUSE + address);
    await drawn(page);
    await judge(page, name, context, view);
    if (inFull) (await byKeyboard(page)).forEach((line) => context.note(`${name}: ${line}`));
    await page.close();
  }
}

/** Runs in the page: what nobody would do on purpose. */
function spoil() {
  const main = document.querySelector("[role=main]");
  main.prepend(...["input", "h1", "img", "p"].map((name) => document.createElement(name)));
  main.querySelector("img").src = "http://elsewhere.invalid/picture.png";
  main.querySelector("p").textContent = "{name} is undefined";
  main.querySelector("p").style.minWidth = "2000px";
  main.insertAdjacentHTML("beforeend", "<span style='color: red'>inline</span>");
  main.querySelector("input").style.outline = "none";
  main.animate([{ opacity: 1 }, { opacity: 0.99 }], { duration: 1000, iterations: Infinity });
}

async function judge(page, name, context, { language }) {
  looked++;
  const note = (line) => context.note(`${name}: ${line}`);
  const seen = await page.evaluate(() => {
    // What the gateway wrote, and what is code, may have braces.
    const words = (copy) => { copy.querySelectorAll("script, style, code, pre, [lang]").forEach((each) => each.remove()); return copy.textContent; };
    return {
      wide: document.documentElement.scrollWidth - innerWidth, language: document.documentElement.lang, headings: [...document.querySelectorAll("h1")].filter((each) => each.checkVisibility()).length,
      text: words(document.body.cloneNode(true)), error: [...document.querySelectorAll(".error[role=alert]")].map((each) => each.innerText)[0],
      moving: document.getAnimations().filter((each) => each.playState === "running").length,
    };
  });
  if (seen.wide > 0) note(`scrolls ${seen.wide} px to the side because of ${await widest(page)}`);
  if (seen.language !== language && name !== "resident") note(`says it is in ${seen.language}`);
  if (seen.headings !== 1) note(`has ${seen.headings} first headings`);
  if (seen.error) note(`shows an error: ${seen.error}`);
  if (seen.moving) note(`moves although the system asks for none (${seen.moving})`);
  const left = LEFT_OVER.exec(seen.text);
  if (left) note(`says "${seen.text.slice(Math.max(0, left.index - 20), left.index + 20).replace(/\s+/g, " ")}"`);
  for (const violation of await axe(page)) note(violation);
}

function widest(page) {
  return page.evaluate(() => [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .slice(-1).map((each) => `${each.tagName.toLowerCase()}.${each.className}`)[0] ?? "something");
}

async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], rules: { "target-size": { enabled: true } }, resultTypes: ["violations"],
  }));
  return violations.filter((each) => GRAVE.includes(each.impact)).map((each) =>
    `${each.id} (${each.impact}): ${each.help}: ${each.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ")}`);
}
