// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { storyOf } from "../src/visits/telling";
import { bar, speaking, visit } from "./sample";

const AT = "2026-03-01T10:00:00Z";
beforeEach(() => speaking("en"));

test("a door that did not answer is never called open", () => {
  const told = storyOf(visit("v", AT, { claimedName: "Bo", outcome: { type: "TimedOut", sentence: "no answer within 1.0 s" } }));
  assert.equal(told.tone, "warn");
  assert.equal(told.sentence, "Asked to open for somebody with the code of Bo, no answer: look at the door");
  assert.equal(told.cause, "no answer within 1.0 s");
});

test("whoever is refused is not called by the name whose code they had", () => {
  const told = storyOf(visit("v", AT, { claimedName: "Ada Brandt", decision: { type: "Refuse", reason: "" } }));
  assert.deepEqual(told, { tone: "bad", sentence: "Not opened for somebody with the code of Ada Brandt" });
});

test("an open door says for whom, and how long it took where that was measured", () => {
  const opened = { outcome: { type: "Opened" as const, sentence: "" }, claimedName: "Ada Brandt" };
  assert.equal(storyOf(visit("v", AT, opened)).sentence, "Opened for Ada Brandt");
  const measured = { ...opened, waterfall: [bar("relay", 497, 7), bar("capture-to-relay", 320, 184)] };
  assert.equal(storyOf(visit("v", AT, measured), "Ada Brandt, unit 12").sentence, "Opened for Ada Brandt, unit 12, 184 ms after the face was seen");
});

test("a visit of the demonstration says that it is none", () => {
  const opened = { outcome: { type: "Opened" as const, sentence: "" } };
  assert.equal(storyOf(visit("demo-visit-1", AT, opened)).sentence, "Demo: Opened for a visitor");
  assert.equal(storyOf(visit("v-demo-1", AT, opened)).sentence, "Opened for a visitor");
});

test("who was erased, or did not agree to visits being kept, is called by no id", () => {
  const opened = { outcome: { type: "Opened" as const, sentence: "" } };
  for (const person of ["erased", "not-kept"]) {
    const told = storyOf(visit("v", AT, { ...opened, decision: { type: "Admit", reason: "", person } }));
    assert.equal(told.sentence, "Opened for a visitor");
  }
});

test("a visit tells what it is now, and what it was afterwards", () => {
  const ring = { decision: { type: "Ring" as const, reason: "", urgent: true } }, open = visit("v", AT, ring);
  assert.equal(storyOf(open).sentence, "A visitor rang");
  delete open.closedAt;
  assert.deepEqual(storyOf(open), { tone: "bad", sentence: "A visitor rings" });
  const none = visit("v", AT);
  assert.equal(storyOf(none).sentence, "Left without an answer");
  delete none.closedAt;
  assert.equal(storyOf(none).sentence, "A visitor is at the door");
});

test("it is told in German, too", async () => {
  await speaking("de");
  assert.equal(storyOf(visit("v", AT, { decision: { type: "Direct", reason: "", direction: "PARCEL_ROOM" } })).sentence, "Jemand wurde zum Paketraum geschickt");
  assert.equal(storyOf(visit("v", AT, { claimedName: "Bo", decision: { type: "Refuse", reason: "" } })).sentence, "Nicht geöffnet für jemanden mit dem Code von Bo");
});
