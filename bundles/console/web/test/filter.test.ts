// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { asQuery, filterOf, grouped, isEmpty, matches, merged, nextOf, outcomeOf, pathOf, periodOf } from "../src/visits/filter";
import { visit } from "./sample";

const filter = (query: string) => filterOf(new URLSearchParams(query));
const NONE = filter("");
const ids = (visits: { id: string }[]) => visits.map((each) => each.id);

test("an address that makes no sense asks for everything", () => {
  assert.ok(isEmpty(filter("from=yesterday&to=2026-1-1&outcome=perhaps&colour=red&text=%20")));
  assert.equal(filter(`text=${"a".repeat(300)}`).text.length, 100);
});

test("an address says the same when it is read again", () => {
  const written = asQuery(filter("from=2026-03-01&to=2026-03-02&door=yard-gate&outcome=rang&text=parcel"));
  assert.deepEqual(asQuery(filterOf(new URLSearchParams(written))), written);
});

test("a day is as long as it was: 23 hours when the clocks go forward", () => {
  assert.deepEqual(periodOf({ from: "2026-03-29", to: "2026-03-29" }), { from: "2026-03-28T23:00:00.000Z", to: "2026-03-29T22:00:00.000Z" });
  assert.deepEqual(periodOf({ from: "", to: "2026-01-31" }), { from: "", to: "2026-01-31T23:00:00.000Z" });
  assert.equal(pathOf(filter("text=a+b"), 30), "/visits?text=a+b&limit=30");
});

test("only the next page is followed, and only on this gateway", () => {
  assert.equal(nextOf('</api/visits?cursor=abc>; rel="next"'), "/visits?cursor=abc");
  for (const link of [null, "", '</api/visits>; rel="prev"', '<https://elsewhere/api/visits>; rel="next"']) assert.equal(nextOf(link), null);
});

test("what came of a visit is judged as the gateway judges it", () => {
  const at = "2026-03-01T10:00:00Z", ring = { type: "Ring" as const, reason: "" };
  assert.equal(outcomeOf({ ...visit("v", at), closedAt: undefined } as never), null);
  assert.equal(outcomeOf(visit("v", at)), "left");
  assert.equal(outcomeOf(visit("v", at, { decision: { type: "AskMore", reason: "" } })), "left");
  assert.equal(outcomeOf(visit("v", at, { decision: ring })), "rang");
  assert.equal(outcomeOf(visit("v", at, { decision: ring, outcome: { type: "Opened", sentence: "" } })), "opened");
  assert.equal(outcomeOf(visit("v", at, { decision: ring, outcome: { type: "TimedOut", sentence: "" } })), "refused");
  assert.equal(outcomeOf(visit("v", at, { decision: { type: "Direct", reason: "" } })), "told");
});

test("words are looked for in what people read", () => {
  const one = visit("v-1", "2026-03-01T10:00:00Z", { claimedName: "Ada Brandt", decision: { type: "Refuse", reason: "liveness 0.1 is not above 0.8" } });
  assert.ok(matches(one, filter("text=BRANDT")) && matches(one, filter("text=liveness&outcome=refused&door=front-door")));
  assert.ok(!matches(one, filter("text=parcel")) && !matches(one, filter("text=refuse")) && !matches(one, filter("door=yard-gate")));
  assert.ok(!matches(one, filter("from=2026-03-02")) && !matches(one, filter("to=2026-02-28")) && matches(one, filter("from=2026-03-01&to=2026-03-01")));
});

test("a visit that goes on keeps what only the list says", () => {
  const at = "2026-03-01T12:00:00Z", shown = merged([visit("v-1", at, { pictured: true })], [visit("v-1", at, { presses: 2 })], NONE, false);
  assert.deepEqual([shown[0]?.presses, shown[0]?.pictured], [2, true]);
});

test("live visits join the list, change in it, and never stand twice", () => {
  const listed = [visit("v-3", "2026-03-01T12:00:00Z"), visit("v-2", "2026-03-01T11:00:00Z")];
  const live = [visit("v-4", "2026-03-01T13:00:00Z"), visit("v-3", "2026-03-01T12:00:00Z", { presses: 7 }), visit("v-1", "2026-03-01T10:00:00Z")];
  const shown = merged(listed, live, NONE, true);
  assert.deepEqual(ids(shown), ["v-4", "v-3", "v-2"]);
  assert.equal(shown[1]?.presses, 7);
  // The list ends with what is known: then what is older belongs to it.
  assert.deepEqual(ids(merged(listed, live, NONE, false)), ["v-4", "v-3", "v-2", "v-1"]);
  assert.deepEqual(ids(merged([], live, filter("outcome=opened"), false)), []);
});

test("days are those of the building, and whoever is at the door comes first", () => {
  const open = { ...visit("v-open", "2026-03-01T08:00:00Z") };
  delete open.closedAt;
  const groups = grouped([visit("v-2", "2026-03-01T23:30:00Z"), visit("v-1", "2026-03-01T22:30:00Z"), open]);
  assert.deepEqual(groups.map((group) => [group.day, ids(group.visits)]), [[null, ["v-open"]], ["2026-03-02", ["v-2"]], ["2026-03-01", ["v-1"]]]);
});
