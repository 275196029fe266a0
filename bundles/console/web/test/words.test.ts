// SPDX-License-Identifier: Apache-2.0
// Each page brings the words that it speaks, and no others.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

const areas = readdirSync("src/words/en").map((file) => file.replace(".json", "")).join("|");
const SPOKEN = new RegExp(`["\`](${areas})\\.[\\w$]|coded\\("(${areas})"`, "g"), IMPORTED = /^(?:import|export) (?!type ).*"(\.[^"]+)";$/gm;
const read = (file: string) => readFileSync(file, "utf8");
const every = [...read("src/words/en.ts").matchAll(/^import (\w+)/gm)].map((found) => found[1]);

/** A file and all that it needs at once: what is loaded later brings its own words. */
function whole(file: string, seen = new Set<string>()): Set<string> {
  const found = [".ts", ".tsx"].map((end) => file + end).find(existsSync);
  if (!found || seen.has(found) || dirname(found) === "src/words") return seen;
  seen.add(found);
  for (const [, from] of read(found).matchAll(IMPORTED)) whole(join(dirname(found), from!), seen);
  return seen;
}

/** The areas that a file and all that it needs speak in, without those of every page. */
const spokenIn = (file: string) => [...new Set([...whole(file)].flatMap((each) => [...read(each).matchAll(SPOKEN)].map((found) => found[1] ?? found[2])))].filter((area) => !every.includes(area)).sort();

const pages = [...read("src/shell/pages.ts").matchAll(/load: part\(\(\) => import\("\.\.\/(\w+)\/page"\)([^)]*)\)/g)];

test("whatBeginsAPageSpeaksTheWordsOfEveryPage", () => {
  assert.ok(pages.length > 7);
  assert.deepEqual(spokenIn("src/main"), []);
  assert.deepEqual(spokenIn("src/resident/main"), ["resident"]);
});

for (const [, page, brought] of pages) {
  test(`${page}BringsTheWordsThatItSpeaks`, () => {
    assert.deepEqual([...brought!.matchAll(/"(\w+)"/g)].map((found) => found[1]).sort(), spokenIn(`src/${page}/page`));
  });
}

test("aYearHasTwelveMonthsInEachLanguage", () => {
  for (const language of ["en", "de"]) {
    assert.equal((JSON.parse(read(`src/words/${language}/kit.json`)) as { months: string }).months.split(" ").length, 12);
  }
});
