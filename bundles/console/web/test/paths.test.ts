// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { endOf, lengthOf, paths } from "../src/visits/paths";
import { bar } from "./sample";

const names = (stages: { stage: string }[]) => stages.map((stage) => stage.stage);

test("a visit without stages took nothing", () => {
  assert.deepEqual(paths({ waterfall: [] }), { seen: [], spoken: [], begin: 0, micros: 0, earlier: 0 });
  assert.equal(lengthOf([]), 0);
});

test("the whole is what core measured, and what came before its picture is counted, not drawn", () => {
  const found = paths({ waterfall: [bar("press", 0, 1), bar("first-frame", 0, 320), bar("embed", 427, 61), bar("decode", 353, 8),
    bar("relay", 497, 7), bar("verify", 353, 136), bar("capture-to-relay", 320, 184)] });
  assert.deepEqual(names(found.seen), ["decode", "embed", "relay"]);
  assert.equal(found.begin, 320_000);
  assert.equal(found.micros, 184_000);
  assert.equal(found.earlier, 2);
});

test("without it, the last verification is where the story begins", () => {
  const found = paths({ waterfall: [bar("verify", 100, 50), bar("detect", 110, 20), bar("verify", 443, 31), bar("decode", 443, 9), bar("detect", 452, 21)] });
  // The verification before it is a stage like others, and over.
  assert.deepEqual(names(found.seen), ["decode", "detect"]);
  assert.equal(found.micros, 30_000);
  assert.equal(found.earlier, 2);
});

test("decoding speech is told from decoding a picture", () => {
  const found = paths({ waterfall: [bar("decode", 443, 9), bar("speech", 900, 3150), bar("hangover", 4050, 480), bar("encode", 4530, 61), bar("decode", 4591, 121), bar("triage", 4712, 18)] });
  assert.deepEqual(names(found.seen), ["decode"]);
  assert.deepEqual(names(found.spoken), ["speech", "hangover", "encode", "decode", "triage"]);
  assert.equal(lengthOf(found.spoken), 3_830_000);
  assert.equal(endOf(found.seen), 452_000);
});
