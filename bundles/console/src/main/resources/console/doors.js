// SPDX-License-Identifier: Apache-2.0
// The doors: how each is, and opening, holding and locking it by hand. What moves a lock open wants a
// deliberate hand: the button is kept pressed until it is full, or pressed twice, which is how a
// keyboard and a screen reader do it.
import { h, icon, say } from "./dom.js";
import { ask, changed, house } from "./live.js";
import { alarmOf, handOf, leafOf, lockOf, when } from "./words.js";

const FULL_MS = 700, AGAIN_MS = 6000, APART_MS = 400, TOLD_MS = 60000;
const ENDS = ["pointerup", "pointercancel", "blur"];
const hands = new Map();
let pressed = false;

// Whether a finger is on a button: the page is not drawn anew below it.
export const pressing = () => pressed;

// Somebody else may log in: what was done here is not theirs.
export const letGo = () => hands.clear();

function hand(door) {
  if (!hands.has(door.id)) hands.set(door.id, { act: null, sure: null, since: 0, told: null });
  return hands.get(door.id);
}

async function work(door, act) {
  const own = hand(door);
  if (own.act) return;
  Object.assign(own, { act, sure: null, since: Date.now(), told: null });
  changed();
  const body = act === "hold" ? { body: JSON.stringify({ seconds: 60 }) } : {};
  const told = await ask(`/doors/${encodeURIComponent(door.id)}/${act}`, { method: "POST", ...body })
    .then(({ outcome }) => handOf(act, outcome), failed);
  Object.assign(own, { act: null, since: Date.now(), told });
  say(`${door.title}: ${told.word}. ${told.sentence}`);
  changed();
  setTimeout(() => { if (own.told === told) { own.told = null; changed(); } }, TOLD_MS);
}

// Refused before anything was ordered, or nobody knows.
function failed({ problem, status }) {
  return problem && status < 500
    ? { tone: "bad", word: "Not ordered", sentence: `${problem.title}. ${problem.remedy || ""}` }
    : { tone: "warn", word: "No answer from the gateway: look at the door", sentence: problem ? problem.title : "" };
}

function press(door, act, event) {
  if (event.button || hand(door).act || pressed) return;
  const button = event.currentTarget;
  let timer = 0;
  const end = () => {
    clearTimeout(timer);
    ENDS.forEach((name) => removeEventListener(name, end));
    button.classList.remove("pressed");
    pressed = false;
    changed();
  };
  pressed = true;
  button.classList.add("pressed");
  ENDS.forEach((name) => addEventListener(name, end));
  timer = setTimeout(() => { end(); work(door, act); }, FULL_MS);
}

function click(door, act) {
  const own = hand(door), since = Date.now() - own.since;
  if (own.act || since < APART_MS) return;
  if (own.sure === act) {
    work(door, act);
    return;
  }
  Object.assign(own, { sure: act, since: Date.now(), told: null });
  say(`${door.title}: press again to ${act === "open" ? "open" : "hold"}`);
  setTimeout(() => { if (own.sure === act) { own.sure = null; changed(); } }, AGAIN_MS);
  changed();
}

function buttons(door) {
  const own = hand(door);
  const button = (act, name, going, again) => h("button", { id: `${act}-${door.id}`, type: "button",
    class: `${act === "open" ? "first" : "second small"}${again ? " press" : ""}`, "aria-label": `${own.sure === act ? again : name}, ${door.title}`,
    "aria-describedby": again ? "hand-hint" : null, "aria-disabled": own.act ? "true" : null,
    onpointerdown: again ? (event) => press(door, act, event) : null, oncontextmenu: (event) => event.preventDefault(),
    onkeydown: (event) => { if (event.repeat) event.preventDefault(); },
    onclick: () => (again ? click(door, act) : work(door, act)) }, own.act === act ? going : own.sure === act ? again : name);
  return h("div", { class: "hands", role: "group", "aria-label": `Work ${door.title} by hand` },
    button("open", "Open", "Ordered", "Press again to open"), button("hold", "Hold for a minute", "Ordered", "Press again to hold"),
    button("secure", "Lock", "Ordered"));
}

const told = ({ tone, word, sentence }) => h("p", { class: "told" }, icon(tone, 18, tone),
  h("span", {}, h("strong", { class: tone }, `${word}.`), sentence ? h("span", { class: "small" }, ` ${sentence}`) : null));

function card(door) {
  const [tone, word] = lockOf(door), leaf = leafOf(door), alarms = door.alarms || [], own = hand(door);
  const drawing = { LOCKED: "locked", UNLOCKED: "unlocked" }[door.state] || tone;
  return h("div", { class: `card door${alarms.length ? " alarm" : ""}` }, icon(drawing, 32, tone),
    h("div", {}, h("strong", {}, door.title), h("span", { class: `state ${tone}` }, word),
      leaf ? h("span", { class: "leaf" }, icon(leaf[0], 16, leaf[0]), leaf[1]) : null,
      h("span", { class: "quiet small" }, `Lock: ${door.actuator}`)),
    alarms.length ? h("ul", { class: "alarms", "aria-label": `Alarms of ${door.title}` }, alarms.map((alarm) => h("li", {}, icon("bad", 18), alarmOf(alarm)))) : null,
    works(door) ? buttons(door) : null, own.told ? told(own.told) : null);
}

const works = (door) => (house.workedDoors || []).includes(door.id);

export const doors = () => [house.doors.some(works)
  ? h("p", { class: "quiet small", id: "hand-hint" }, "Keep Open or Hold pressed until it is full, or press it twice. Lock works at once.") : null,
h("div", { class: "doors" }, house.doors.map(card))];

// Somebody asked for help without a word: told to whoever works that door, and to nobody at it.
export const silent = () => house.silent.map((alarm) => h("div", { class: "bell urgent still" }, icon("bad", 32),
  h("div", {}, h("strong", {}, `Silent alarm at ${(house.doors.find((door) => door.id === alarm.door) || { title: alarm.door }).title}, `, when(alarm.at)),
    h("p", { class: "small" }, `${alarm.person || "Somebody"} entered the code that asks for help. Get help. Do not speak at the door and do not call them: whoever stands beside them must not notice.`),
    h("button", { id: `seen-${alarm.at}`, type: "button", class: "second small", onclick: () => {
      house.silent = house.silent.filter((other) => other !== alarm);
      changed();
    } }, "Seen"))));
