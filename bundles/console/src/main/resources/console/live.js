// SPDX-License-Identifier: Apache-2.0
// The session, the snapshot, and the deltas that keep it true.

import { say } from "./dom.js";
import { alarmOf } from "./words.js";

export const house = { ready: false, connected: false, visits: [], doors: [], stations: [], models: [], comparisons: [], bundles: [],
  workedDoors: [], silent: [], statuses: {}, people: 0, gateway: {}, caller: null };

const hear = { change: () => {}, bell: () => {}, login: () => {} };
let source = null, seen = "", wait = 1000, timer = 0, pending = 0;

export async function ask(path, options = {}) {
  const answer = await fetch(`/api${path}`, { credentials: "same-origin", ...options,
    headers: { "X-Vestibule": "1", ...(options.body ? { "Content-Type": options.type || "application/json" } : {}) } });
  if (answer.status === 204) return null;
  const body = await answer.json().catch(() => ({ title: `HTTP ${answer.status}` }));
  if (!answer.ok) throw Object.assign(new Error(body.title), { problem: body, status: answer.status });
  return body;
}

const post = (path, body) => ask(path, { method: "POST", body: JSON.stringify(body) });
export const logIn = (wish) => post("/session", wish);
export const setUp = (wish) => post("/setup", wish);
export const may = (permission) => !!house.caller && house.caller.permissions.includes(permission);

export async function logOut() {
  stop();
  await ask("/session", { method: "DELETE" }).catch(() => {});
  house.caller = null;
  forget();
  hear.login();
}

// Nothing that the next person must not know stays behind.
function forget() {
  house.silent = [];
  seen = "";
}

export function start(listeners) {
  Object.assign(hear, listeners);
  connect();
}

function stop() {
  clearTimeout(timer);
  if (source) source.close();
  source = null;
  house.connected = false;
}

async function load() {
  Object.assign(house, await ask("/snapshot"), { ready: true });
  hear.change();
}

// Something that the page shows is no longer as it was.
export const changed = () => hear.change();

export async function connect() {
  stop();
  try {
    const session = await ask("/session");
    house.caller = session.caller || null;
    if (!house.caller) {
      forget();
      return hear.login(null, session.owned);
    }
    if (!may("see-house")) {
      Object.assign(house, { ready: true, connected: true });
      return hear.change();
    }
    await load();
  } catch (error) {
    if (error.status === 401) forget();
    if (error.status === 401 || error.status === 429) hear.login(error.status === 429 ? error.problem : null);
    else later();
    return;
  }
  // What came while the page was away is heard once more: no snapshot tells of a bell or a silent alarm.
  source = new EventSource(`/api/events?after=${encodeURIComponent(seen || house.serial)}`);
  source.onopen = () => { wait = 1000; house.connected = true; hear.change(); };
  source.onmessage = (message) => { seen = message.lastEventId; take(JSON.parse(message.data)); hear.change(); };
  source.addEventListener("reset", (message) => { seen = message.lastEventId; load().catch(later); });
  source.onerror = () => {
    house.connected = false;
    hear.change();
    if (source && source.readyState === EventSource.CLOSED) later();
  };
}

function later() {
  stop();
  hear.change();
  timer = setTimeout(connect, wait);
  wait = Math.min(wait * 2, 30000);
}

function refetch() {
  clearTimeout(pending);
  pending = setTimeout(async () => {
    try {
      await load();
    } catch (error) {
      later();
    }
  }, 200);
}

function take(delta) {
  const kind = delta.topic.split("/")[0];
  if (kind === "visit") takeVisit(delta);
  else if (DOOR_FACTS[delta.topic]) takeDoor(delta);
  else if (delta.topic === "door/duress") {
    house.silent = [delta, ...house.silent];
    say("Silent alarm: see the page Now");
  } else if (kind === "status") {
    if (delta.status) house.statuses[delta.source] = delta.status;
    else delete house.statuses[delta.source];
  } else if (kind === "model" || kind === "bundle") refetch();
}

function takeVisit(delta) {
  const part = delta.after;
  let visit = house.visits.find((candidate) => candidate.id === part.id);
  if (!visit) {
    if (!part.openedAt) return refetch();
    visit = {};
    house.visits.unshift(visit);
    house.visits.length = Math.min(house.visits.length, 50);
  }
  for (const [key, value] of Object.entries(part)) {
    if (value === null) delete visit[key];
    else visit[key] = value;
  }
  if (delta.topic === "visit/rang") {
    visit.rang = { text: delta.text, urgent: delta.urgent, at: delta.at };
    hear.bell(visit);
  }
}

const without = (alarms, alarm) => (alarms || []).filter((other) => other !== alarm);

const DOOR_FACTS = {
  "door/state": (door, delta) => { door.state = delta.after; },
  "door/contact": (door, delta) => { door.contact = delta.after; },
  "door/alarm-raised": (door, delta) => { door.alarms = [...without(door.alarms, delta.alarm), delta.alarm]; },
  "door/alarm-cleared": (door, delta) => { door.alarms = without(door.alarms, delta.alarm); },
};

function takeDoor(delta) {
  const door = house.doors.find((candidate) => candidate.id === delta.door);
  if (!door) return refetch();
  DOOR_FACTS[delta.topic](door, delta);
  if (delta.alarm) say(`${door.title}: ${alarmOf(delta.alarm)}${delta.topic === "door/alarm-cleared" ? ". It is over" : ""}`);
}
