// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { conditionsOf, shared } from "../src/visits/conditions";

test("a sentence without a bound has no condition", () => {
  for (const sentence of ["", "No face in 12 pictures", "Emergency is the likeliest of all, with probability 0.41", "the relay gave no answer within 1.0 s"]) {
    assert.deepEqual(conditionsOf(sentence), [], sentence);
  }
});

test("what missed its bound is told from what met it", () => {
  assert.deepEqual(conditionsOf("similarity 0.412 is not above 0.482"), [{ name: "similarity", value: 0.412, bound: 0.482, held: false }]);
  assert.deepEqual(conditionsOf("similarity 0.664 to the nearest of 3 templates is above 0.482 in 3 of 3 pictures, liveness 0.951"),
    [{ name: "similarity", value: 0.664, bound: 0.482, held: true }]);
  assert.deepEqual(conditionsOf("two people are alike: the nearest leads by 0.012, which is not above 0.050"),
    [{ name: "nearest leads by", value: 0.012, bound: 0.05, held: false }]);
});

test("what triage needs at least is met by the same value", () => {
  assert.deepEqual(conditionsOf("Probability 0.60 of service worker, at least 0.60 is needed; nearest cosine 0.42, at least 0.50"),
    [{ name: "probability", value: 0.6, bound: 0.6, held: true }, { name: "nearest cosine", value: 0.42, bound: 0.5, held: false }]);
  assert.deepEqual(conditionsOf("The best guess, wrong address, has probability 0.31; at least 0.60 is needed"),
    [{ name: "probability", value: 0.31, bound: 0.6, held: false }]);
  assert.deepEqual(conditionsOf("Emergency has probability 0.55; 0.50 is enough, whatever was taught here"),
    [{ name: "probability", value: 0.55, bound: 0.5, held: true }]);
});

test("a condition stands once, with the sentence that decided", () => {
  const [decided, seen] = shared(["The face belongs to the code: similarity 0.71, bound 0.48", "Similarity 0.71, bound 0.48; liveness 0.97, bound 0.80"]);
  assert.deepEqual(decided?.map((each) => each.name), ["similarity"]);
  assert.deepEqual(seen?.map((each) => each.name), ["liveness"]);
});
