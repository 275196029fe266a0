// SPDX-License-Identifier: Apache-2.0
// Whoever lives here: calls that ring for them, who stands there, talking, opening.
import { h, icon, say, show } from "./dom.js";
import { ask } from "./live.js";
import { byName } from "./login.js";
import { Talk, audible, figures, strike } from "./talk.js";
import { outcomeOf } from "./words.js";

const PICTURE_MILLIS = 330, BELL_MILLIS = 2500;
const main = document.getElementById("main");
let caller = null, calls = [], source = null, connected = false, quiet = null, silent = false;
let mine = null, talk = null, told = null, voice = null, wait = 1000;

const post = (id, deed, body) => ask(`/calls/${encodeURIComponent(id)}/${deed}`, { method: "POST", ...(body ? { body: JSON.stringify(body) } : {}) });
const worded = (error) => error.problem ? `${error.problem.found}. ${error.problem.remedy}` : "The gateway does not answer. Try again.";
const tell = (tone, words) => { told = { tone, words }; say(words); draw(); };

// ---- the house -------------------------------------------------------------------------------------------------------

async function begin() {
  try {
    caller = (await ask("/session")).caller || null;
  } catch (error) {
    return later();
  }
  if (!caller) return show(main, byName(begin, (event) => { event.preventDefault(); location.href = "/"; }).element);
  draw();
  if (!caller.permissions.includes("answer-calls")) return;
  silent = !(await audible());
  listen();
}

function listen() {
  ask("/calls/quiet").then(({ until }) => { quiet = until || null; draw(); }).catch(() => {});
  source?.close();
  source = new EventSource("/api/calls/events");
  source.onopen = () => { connected = true; wait = 1000; draw(); };
  source.onmessage = ({ data }) => { calls = JSON.parse(data); connected = true; took(); };
  source.onerror = () => {
    connected = false;
    draw();
    if (source.readyState === EventSource.CLOSED) later();
  };
}

function later() {
  connected = false;
  draw();
  setTimeout(begin, wait);
  wait = Math.min(2 * wait, 30000);
}

function took() {
  const ringing = calls.filter((call) => call.state === "RINGING");
  if (mine && !calls.some((call) => call.id === mine.id)) over("The conversation is over.");
  document.title = ringing.length ? `${ringing[0].title} rings` : "My door";
  document.getElementById("bell").textContent = ringing.length ? `Somebody rings: ${ringing[0].title}` : "";
  draw();
}

// ---- what one does ---------------------------------------------------------------------------------------------------

async function answer(call) {
  told = null;
  try {
    await post(call.id, "answer");
  } catch (error) {
    return tell("warn", error.problem?.code === "call-answered" ? "Somebody else was quicker." : worded(error));
  }
  mine = call;
  voice = "asking";
  talk = new Talk(call.id, {
    voice: (speaks, why) => { voice = speaks ? "speaking" : why; draw(); },
    problem: (problem) => tell("warn", `${problem.found}. ${problem.remedy}`),
    over: () => over("The conversation is over."),
  });
  draw();
  await talk.begin();
}

function over(words) {
  talk?.end();
  talk = null;
  mine = null;
  tell("calm", words);
}

async function open(call) {
  try {
    const { outcome } = await post(call.id, "open");
    const [tone, word] = outcomeOf(outcome);
    tell(tone, `${word}. ${outcome.sentence}`);
  } catch (error) {
    tell("bad", worded(error));
  }
}

async function leave(call, deed, body, words) {
  try {
    await post(call.id, deed, body);
    if (mine?.id === call.id) over(words);
    else tell("calm", words);
  } catch (error) {
    tell("warn", worded(error));
  }
}

async function hush(minutes) {
  try {
    quiet = (await ask("/calls/quiet", { method: "PUT", body: JSON.stringify({ minutes }) })).until || null;
    draw();
  } catch (error) {
    tell("warn", worded(error));
  }
}

// ---- the picture and the bell ----------------------------------------------------------------------------------------

async function look() {
  const canvas = document.querySelector(".call canvas");
  if (canvas && document.visibilityState === "visible") {
    try {
      const got = await fetch(`/api/calls/${encodeURIComponent(canvas.dataset.call)}/picture`, { credentials: "same-origin", headers: { "X-Vestibule": "1" } });
      if (got.status === 200) await paint(canvas, await got.blob());
    } catch {
      // The next one may come.
    }
  }
  setTimeout(look, PICTURE_MILLIS);
}

async function paint(canvas, blob) {
  const picture = await createImageBitmap(blob);
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d").drawImage(picture, 0, 0);
  canvas.dataset.painted = Number(canvas.dataset.painted || 0) + 1;
  picture.close();
}

function chime() {
  if (!mine && calls.some((call) => call.state === "RINGING")) {
    strike();
    navigator.vibrate?.([200, 100, 200]);
  }
}

// ---- drawing ---------------------------------------------------------------------------------------------------------

const button = (kind, id, words, deed) => h("button", { class: kind, type: "button", id, onclick: deed }, words);

const VOICES = { asking: "The browser asks for the microphone.", speaking: "You can talk now.",
  insecure: "The visitor does not hear you: without https:// the browser gives no microphone. Open this page on the gateway's HTTPS port.",
  NotAllowedError: "The visitor does not hear you: allow the microphone for this page.", NotFoundError: "The visitor does not hear you: this device has no microphone." };

const canvases = new Map();
function canvasOf(call) {
  if (!canvases.has(call.id)) canvases.set(call.id, h("canvas", { "data-call": call.id, role: "img", "aria-label": "Who stands at the door", width: 640, height: 480 }));
  return canvases.get(call.id);
}

function drawCall(call) {
  const held = mine?.id === call.id, ringing = call.state === "RINGING" && !held;
  if (!held && !ringing) return null;
  return h("section", { class: `card call${ringing ? " ringing" : ""}${call.urgent ? " urgent" : ""}` },
    h("h2", {}, icon("bell", 24), call.title), h("p", { class: "quiet" }, call.urgent ? "Somebody may be in danger." : ringing ? "Somebody rings for you." : VOICES[voice] || VOICES.NotAllowedError),
    canvasOf(call),
    ringing ? h("div", { class: "buttons" }, button("first whole", "answer", "Answer", () => answer(call)), button("second big", "decline", "Not now", () => leave(call, "decline", null, "It no longer rings here.")))
      : h("div", { class: "buttons" }, button("first whole", "open", "Open the door", () => open(call)),
        button("second big", "parcel", "Leave it in the parcel room", () => leave(call, "leave", { farewell: "parcel-room" }, "The visitor is told to use the parcel room.")),
        button("second big", "not-now", "Not now", () => leave(call, "leave", { farewell: "declined" }, "The visitor is told that nobody comes.")),
        button("second whole hang", "hang-up", "Hang up", () => leave(call, "hang-up", null, "You hung up."))));
}

function drawQuiet() {
  const until = quiet && new Date(quiet) > new Date() ? new Date(quiet).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : null;
  return h("section", {}, h("h2", {}, "Do not disturb"), h("div", { class: "quietly" },
    h("p", { class: "quiet" }, until ? `Nothing rings for you until ${until}, unless somebody is in danger.` : "Calls ring here and on your phones."),
    until ? button("second", "loud", "Ring again", () => hush(0)) : [button("second", "hour", "For an hour", () => hush(60)), button("second", "night", "For 8 hours", () => hush(480))]));
}

function draw() {
  if (!caller) return;
  if (!caller.permissions.includes("answer-calls")) {
    return show(main, h("div", { class: "empty" }, h("strong", {}, "No calls ring for this account"), h("p", {}, "Ask whoever manages the building for the role of a resident.")));
  }
  const cards = calls.map(drawCall).filter(Boolean);
  if (mine && !calls.some((call) => call.id === mine.id)) cards.unshift(drawCall(mine));
  for (const id of canvases.keys()) if (!calls.some((call) => call.id === id) && mine?.id !== id) canvases.delete(id);
  show(main, h("div", { class: "head" }, h("h1", {}, "My door"), h("p", { class: "live" }, icon(connected ? "good" : "warn", 16, connected ? "good" : "warn"), connected ? "Waiting for calls" : "No connection: trying again")),
    silent ? h("p", { class: "notice" }, icon("warn", 18), h("span", {}, "The bell is silent until you touch this page once.")) : null,
    cards.length ? cards : h("div", { class: "empty" }, h("strong", {}, "Nobody rings"), h("p", {}, "When somebody rings for you, this page shows them and rings. Leave it open.")),
    told ? h("p", { class: `told ${told.tone}`, id: "told" }, icon(told.tone, 18), h("span", {}, told.words)) : null, drawQuiet());
}

// Not when the finger comes down: what is drawn anew under it would never be pressed.
document.addEventListener("click", async () => { if (silent) { silent = !(await audible()); draw(); } });
window.addEventListener("pagehide", () => talk?.end());
Object.defineProperty(window, "talkFigures", { value: figures });
setInterval(chime, BELL_MILLIS);
begin();
look();
