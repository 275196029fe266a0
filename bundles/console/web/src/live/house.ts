// SPDX-License-Identifier: Apache-2.0
// The house as this page knows it: one snapshot, kept true by deltas. Pages read the signals; a burst
// of deltas is one change of each signal that it touches, at most once a frame.
import { batch, computed, signal } from "@preact/signals";
import { ask, problemOf, remove, type Problem } from "./rest";
import type { Bundle, Caller, Comparison, Delta, Door, Model, SilentAlarm, Snapshot, Station, Status, Visit } from "./types";

const MOST_VISITS = 50;
const REFETCH_MS = 200;
/** Noted while somebody who may see the house is logged in at this browser. */
const INSIDE = "vestibule.inside";

/** Who is logged in; null while nobody is. */
export const caller = signal<Caller | null>(null);
/** Why there is a form in front of the house: nobody is logged in; `owned` false: it belongs to nobody yet. */
export const door = signal<{ open: boolean; owned: boolean; problem: Problem | null }>({ open: false, owned: true, problem: null });
/** Whether the snapshot is here, and whether deltas arrive. */
export const ready = signal(false);
export const connected = signal(false);

export const visits = signal<Visit[]>([]);
export const doors = signal<Door[]>([]);
export const workedDoors = signal<string[]>([]);
export const stations = signal<Station[]>([]);
export const models = signal<Model[]>([]);
export const comparisons = signal<Comparison[]>([]);
export const bundles = signal<Bundle[]>([]);
export const statuses = signal<Record<string, Status>>({});
export const people = signal(0);
/** What people call the building; empty while nobody gave it a name. */
export const building = signal("");
export const gateway = signal<Snapshot["gateway"]>({ version: "", startedAt: "", uptimeSeconds: 0 });
export const silentAlarms = signal<SilentAlarm[]>([]);
/** What was said of alarms that came while the page was open, by "door/ALARM": the snapshot has their names only. */
export const alarmNews = signal<Record<string, { at: string; sentence: string }>>({});

export const openVisits = computed(() => visits.value.filter((visit) => !visit.closedAt));
export const may = (permission: string) => !!caller.value?.permissions.includes(permission);
export const doorTitle = (id: string) => doors.value.find((each) => each.id === id)?.title ?? id;

type Hear = (delta: Delta) => void;
const listeners = new Set<Hear>();
/** Hears every delta after the house took it; returns what ends that. */
export function hear(listener: Hear): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

let source: EventSource | null = null, seen = "", wait = 1000, retry = 0, refetching = 0, frame = 0;
let waiting: Delta[] = [];
/** The newest snapshot that was taken, and how many were asked for before it; several may be on their way. */
let taken = { serial: "", asked: 0 }, asked = 0, underWay = 0;
/** What came while snapshots were on their way: one that was made before a delta does not have it. */
let since: { serial: string; delta: Delta }[] = [];
/** How often somebody has left: what was asked before that is not theirs who came after. */
let turn = 0;
/** What this frame's deltas change: each list is copied once a frame, however many deltas touch it. */
let draft: { statuses?: Record<string, Status>; doors?: Door[]; visits?: Visit[] } = {};

/** Finds out who is logged in, takes the snapshot and listens; with nobody, `door` opens. */
export async function connect(problem: Problem | null = null): Promise<void> {
  stop();
  // Whoever was inside most likely still is: both are asked at once.
  const early = localStorage.getItem(INSIDE) ? ask<Snapshot>("/snapshot") : undefined;
  early?.catch(() => null);
  try {
    const session = await ask<{ owned: boolean; caller?: Caller; building?: string }>("/session");
    if (!session.caller) return close(session.owned, problem);
    caller.value = session.caller;
    building.value = session.building ?? "";
    door.value = { open: false, owned: true, problem: null };
    if (may("see-house")) {
      const serial = await load(early);
      localStorage.setItem(INSIDE, "1");
      // What came while the page was away is heard once more: no snapshot tells of a bell or a silent alarm.
      listen(seen || serial);
    } else batch(() => { ready.value = connected.value = true; });
  } catch (failure) {
    const found = problemOf(failure);
    if (found.status === 401 || found.status === 429) close(true, found.status === 429 ? found : problem);
    else later();
  }
}

export async function logOut(): Promise<void> {
  stop();
  await remove("/session").catch(() => null);
  // Whose page it was stands in the address.
  location.hash = "";
  close(true, null);
}

/** Nothing that the next person must not know stays behind. */
function close(owned: boolean, problem: Problem | null) {
  stop();
  localStorage.removeItem(INSIDE);
  turn++;
  clearTimeout(refetching);
  waiting = [];
  since = [];
  taken = { serial: "", asked: 0 };
  draft = {};
  seen = "";
  batch(() => {
    caller.value = null;
    ready.value = false;
    doors.value = [];
    workedDoors.value = [];
    stations.value = [];
    models.value = [];
    comparisons.value = [];
    bundles.value = [];
    statuses.value = {};
    people.value = 0;
    building.value = "";
    silentAlarms.value = [];
    alarmNews.value = {};
    visits.value = [];
    door.value = { open: true, owned, problem };
  });
}

function stop() {
  clearTimeout(retry);
  source?.close();
  source = null;
  connected.value = false;
}

function later() {
  stop();
  retry = window.setTimeout(() => void connect(), wait);
  wait = Math.min(wait * 2, 30_000);
}

/** Whether what has this serial is older than what has the other; of two runs of the gateway nobody can tell by that. */
function isOlder(serial: string, other: string): boolean {
  const [run, number] = serial.split("-"), [otherRun, otherNumber] = other.split("-");
  return run === otherRun && Number(number) < Number(otherNumber);
}

async function load(early?: Promise<Snapshot>): Promise<string> {
  const mine = turn, own = ++asked;
  underWay++;
  try {
    const snapshot = await (early ?? ask<Snapshot>("/snapshot"));
    // Whoever asked for it has left meanwhile, or a newer one was quicker.
    if (mine === turn && !isOvertaken(snapshot.serial, own)) takeSnapshot(snapshot, own);
    return snapshot.serial;
  } finally {
    if (--underWay === 0) since = [];
  }
}

const isOvertaken = (serial: string, own: number) =>
  isOlder(serial, taken.serial) || (own < taken.asked && !isOlder(taken.serial, serial));

function takeSnapshot(snapshot: Snapshot, own: number) {
  taken = { serial: snapshot.serial, asked: own };
  const newer = since.filter((each) => isOlder(snapshot.serial, each.serial)).map((each) => each.delta);
  batch(() => {
    caller.value = snapshot.caller;
    visits.value = snapshot.visits;
    doors.value = snapshot.doors;
    workedDoors.value = snapshot.workedDoors;
    stations.value = snapshot.stations;
    models.value = snapshot.models;
    comparisons.value = snapshot.comparisons;
    bundles.value = snapshot.bundles;
    statuses.value = snapshot.statuses;
    people.value = snapshot.people;
    building.value = snapshot.building;
    gateway.value = snapshot.gateway;
    // A silent alarm stands in no snapshot: none was lost.
    takeAll(newer.filter((delta) => delta.topic !== "door/duress"));
    ready.value = true;
  });
}

function listen(after: string) {
  const own = (source = new EventSource(`/api/events?after=${encodeURIComponent(after)}`));
  own.onopen = () => { wait = 1000; connected.value = true; };
  own.onmessage = (message: MessageEvent<string>) => {
    seen = message.lastEventId;
    const delta = JSON.parse(message.data) as Delta;
    waiting.push(delta);
    if (underWay) since.push({ serial: seen, delta });
    frame ||= schedule(take);
  };
  own.addEventListener("reset", (message) => { seen = (message as MessageEvent).lastEventId; load().catch(later); });
  own.onerror = () => {
    connected.value = false;
    if (own === source && own.readyState === EventSource.CLOSED) later();
  };
}

// A page in the background has no frames, and its numbers go on all the same.
const schedule = (work: () => void) => document.hidden ? window.setTimeout(work, 100) : requestAnimationFrame(work);

// What waited for a frame of a page that is hidden now would wait, and grow, until it is looked at.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden || !frame) return;
  cancelAnimationFrame(frame);
  take();
});

function take() {
  frame = 0;
  const now = waiting;
  waiting = [];
  batch(() => takeAll(now));
  now.forEach((delta) => listeners.forEach((listener) => listener(delta)));
}

function takeAll(deltas: Delta[]) {
  deltas.forEach(takeOne);
  if (draft.statuses) statuses.value = draft.statuses;
  if (draft.doors) doors.value = draft.doors;
  // Whoever still stands at a door stays in sight, however many came and went since.
  if (draft.visits) visits.value = draft.visits.filter((visit, n) => n < MOST_VISITS || !visit.closedAt);
  draft = {};
}

/** Takes the snapshot anew, soon and once for many reasons. */
export function refetch() {
  clearTimeout(refetching);
  refetching = window.setTimeout(() => void load().catch(later), REFETCH_MS);
}

function takeOne(delta: Delta) {
  const kind = delta.topic.split("/")[0];
  if (kind === "visit") takeVisit(delta);
  else if (delta.topic === "door/duress") silentAlarms.value = [delta as unknown as SilentAlarm, ...silentAlarms.value];
  else if (kind === "door") takeDoor(delta);
  else if (kind === "status") takeStatus(delta);
  else if (kind === "model" || kind === "bundle") refetch();
}

function takeStatus(delta: Delta) {
  const kept = (draft.statuses ??= { ...statuses.value }), name = String(delta["source"]);
  if (delta["status"]) kept[name] = delta["status"] as Status;
  else delete kept[name];
}

function takeVisit(delta: Delta) {
  const changed = delta["after"] as Record<string, unknown> & { id: string };
  const kept = (draft.visits ??= [...visits.value]), place = kept.findIndex((each) => each.id === changed.id);
  if (place < 0 && !changed["openedAt"]) return refetch();
  const next = { ...kept[place], ...changed } as Record<string, unknown>;
  for (const key of Object.keys(next)) if (next[key] === null) delete next[key];
  if (delta.topic === "visit/rang") next["rang"] = { text: delta["text"], urgent: delta["urgent"], at: delta.at };
  const visit = next as unknown as Visit;
  if (place < 0) kept.unshift(visit);
  else kept[place] = visit;
}

const without = (alarms: string[] | undefined, alarm: unknown) => (alarms ?? []).filter((other) => other !== alarm);

const DOOR_FACTS: Record<string, (door: Door, delta: Delta) => Door> = {
  "door/state": (of, delta) => ({ ...of, state: delta["after"] as Door["state"] }),
  "door/contact": (of, delta) => ({ ...of, contact: delta["after"] as NonNullable<Door["contact"]> }),
  "door/alarm-raised": (of, delta) => ({ ...of, alarms: [...without(of.alarms, delta["alarm"]), String(delta["alarm"])] }),
  "door/alarm-cleared": (of, delta) => ({ ...of, alarms: without(of.alarms, delta["alarm"]) }),
};

function takeDoor(delta: Delta) {
  if (delta.topic === "door/alarm-raised") {
    alarmNews.value = { ...alarmNews.value, [`${delta["door"]}/${delta["alarm"]}`]: { at: delta.at, sentence: String(delta["sentence"] ?? "") } };
  }
  const change = DOOR_FACTS[delta.topic];
  if (!change) return;
  const kept = (draft.doors ??= [...doors.value]), place = kept.findIndex((each) => each.id === delta["door"]), before = kept[place];
  if (!before) return refetch();
  kept[place] = change(before, delta);
}
