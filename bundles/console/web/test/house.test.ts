// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Delta, Door, Snapshot } from "../src/live/types";

/** What the page asked, to be answered in whatever order. */
const asked: { path: string; answer: (body: unknown) => void }[] = [];
const frames: (() => void)[] = [];
let stream: Stream;

class Stream {
  static readonly CLOSED = 2;
  readonly readyState = 1;
  onmessage: (message: { data: string; lastEventId: string }) => void = () => {};
  private reset: (message: { lastEventId: string }) => void = () => {};
  constructor() { stream = this; }
  addEventListener(_: string, heard: typeof this.reset) { this.reset = heard; }
  close() {}
  tell(serial: string, delta: Partial<Delta>) {
    this.onmessage({ data: JSON.stringify({ at: "2026-03-01T10:00:00Z", ...delta }), lastEventId: serial });
    frames.splice(0).forEach((draw) => draw());
  }
  /** The page asks for a snapshot; returns what answers it. */
  snapshotAsked(serial: string) {
    this.reset({ lastEventId: serial });
    return asked.pop()!.answer;
  }
}

// Stands for the browser before the house looks for one.
Object.assign(globalThis, {
  window: globalThis, document: { hidden: false, addEventListener() {} }, EventSource: Stream,
  localStorage: { getItem: () => null, setItem() {}, removeItem() {} }, // Nobody was inside before.
  requestAnimationFrame: (draw: () => void) => frames.push(draw),
  fetch: (path: string) => new Promise((done) => asked.push({
    path, answer: (body) => done({ ok: true, status: 200, headers: new Headers({ "Content-Type": "application/json" }), json: async () => body }),
  })),
});
const house = await import("../src/live/house");

/** All that was promised is done: nothing here waits for more than promises. */
const settled = () => new Promise((done) => setImmediate(done));
const snapshot = (serial: string, state: Door["state"], more: Partial<Snapshot> = {}) => ({
  serial, caller, visits: [], doors: [{ id: "front", title: "Front", actuator: "a", state }], workedDoors: [], stations: [], models: [],
  comparisons: [], bundles: [], statuses: {}, people: 0, building: "", gateway: { version: "", startedAt: "", uptimeSeconds: 0 }, ...more,
});
const caller = { subject: "box", kind: "BOX", grants: [], permissions: ["see-house"] };
const front = () => house.doors.value[0]?.state;

async function connected(serial: string) {
  void house.connect();
  asked.pop()!.answer({ owned: true, caller });
  await settled();
  asked.pop()!.answer(snapshot(serial, "LOCKED"));
  await settled();
  assert.equal(front(), "LOCKED");
}

test("a snapshot that a newer one has overtaken is dropped", async () => {
  await connected("aaaa-5");
  const first = stream.snapshotAsked("aaaa-6"), second = stream.snapshotAsked("aaaa-6");
  second(snapshot("aaaa-10", "UNLOCKED", { people: 2 }));
  await settled();
  first(snapshot("aaaa-9", "LOCKED", { people: 1 }));
  await settled();
  assert.equal(front(), "UNLOCKED");
  assert.equal(house.people.value, 2);
});

test("of two with the same serial the one counts that was asked for later", async () => {
  await connected("bbbb-5");
  const first = stream.snapshotAsked("bbbb-5"), second = stream.snapshotAsked("bbbb-5");
  second(snapshot("bbbb-5", "LOCKED", { building: "Now" }));
  await settled();
  first(snapshot("bbbb-5", "LOCKED", { building: "Before" }));
  await settled();
  assert.equal(house.building.value, "Now");
});

test("a delta that came while a snapshot was on its way is newer than that", async () => {
  await connected("cccc-5");
  const answer = stream.snapshotAsked("cccc-6");
  stream.tell("cccc-7", { topic: "door/state", door: "front", after: "UNLOCKED" });
  stream.tell("cccc-8", { topic: "door/duress", door: "front" });
  assert.equal(front(), "UNLOCKED");
  answer(snapshot("cccc-6", "LOCKED", { people: 3 }));
  await settled();
  assert.equal(front(), "UNLOCKED");
  assert.equal(house.people.value, 3);
  assert.equal(house.silentAlarms.value.length, 1);
  const later = stream.snapshotAsked("cccc-9");
  later(snapshot("cccc-9", "LOCKED"));
  await settled();
  assert.equal(front(), "LOCKED", "what a snapshot has is not taken again");
});

test("a gateway that was restarted counts anew", async () => {
  await connected("dddd-900");
  const before = stream.snapshotAsked("dddd-901"), after = stream.snapshotAsked("eeee-1");
  after(snapshot("eeee-1", "UNLOCKED"));
  await settled();
  before(snapshot("dddd-901", "LOCKED"));
  await settled();
  assert.equal(front(), "UNLOCKED");
});

test("whoever still stands at a door stays in sight, however many came and went since", async () => {
  await connected("ffff-1");
  const visit = (n: number, more: object) => ({ topic: "visit/opened", after: { id: `v-${n}`, openedAt: "2026-03-01T10:00:00Z", ...more } });
  stream.tell("ffff-2", visit(0, {}));
  for (let n = 1; n <= 60; n++) stream.tell(`ffff-${n + 2}`, visit(n, { closedAt: "2026-03-01T10:00:05Z" }));
  assert.deepEqual(house.openVisits.value.map((each) => each.id), ["v-0"]);
  assert.equal(house.visits.value.length, 51);
});
