// SPDX-License-Identifier: Apache-2.0
// Walks through a page by the Tab key alone, as somebody without a mouse does.

/** More controls than that before the one that matters is a walk that nobody takes. */
const MOST_STEPS = 80;

/** Returns what is wrong: a focus that cannot be seen, or a main control that is not reached. */
export async function byKeyboard(page) {
  await page.evaluate(inPage);
  const wrong = [], wanted = await page.evaluate(() => !!window.mainControl());
  await page.evaluate(() => { document.activeElement?.blur?.(); getSelection()?.removeAllRanges(); });
  let reached = !wanted;
  const seen = new Set();
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(focused);
    if (!here || seen.has(here.place)) break;
    seen.add(here.place);
    if (!here.shown) wrong.push(`focus cannot be seen on ${here.name}`);
    if (here.hidden) wrong.push(`focus is outside of what is seen on ${here.name}`);
    reached ||= here.main;
    if (reached && step > 10) break;
  }
  if (!seen.size) wrong.push("nothing can be reached by keyboard");
  if (!reached) wrong.push(`the main control is not reached within ${seen.size} steps`);
  return wrong;
}

/** Runs in the page: makes `mainControl` known there. */
const inPage = () => {
  const shown = (element) => element.getClientRects().length > 0;
  window.mainControl = () => [...document.querySelectorAll("main .first, form .first, main button, main a[href]")].find(shown);
};

/** Runs in the page: what has the focus, and how it looks. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const look = getComputedStyle(element), box = element.getBoundingClientRect();
  const every = [...document.querySelectorAll("*")];
  return {
    place: every.indexOf(element), main: element === window.mainControl(),
    name: `${element.tagName.toLowerCase()} "${(element.getAttribute("aria-label") ?? element.textContent ?? element.name ?? "").trim().slice(0, 40)}"`,
    shown: (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none",
    hidden: box.width === 0 || box.height === 0 || box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth,
  };
}
