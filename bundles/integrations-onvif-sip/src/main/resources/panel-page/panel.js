// SPDX-License-Identifier: Apache-2.0
// A tablet as a door station: pairing, consent, then the door.

import { Link } from "./link.js";
import { Media } from "./media.js";
import { LANGUAGES, choose, language, preferred, w } from "./words.js";

const PAIRING = "vestibule.panel", CHOICE = "vestibule.panel.media", FRAME_MILLIS = 200, LONGEST = 32, HOLD_MILLIS = 2000;
const $ = (id) => document.getElementById(id);
const media = new Media($("camera"));
const figures = { pictures: 0, sent: 0, heard: 0, gaps: 0, loudest: 0 };
let link = null, station = null, visit = null, typed = "", lock = null, failure = null;

function show(view) {
  for (const section of document.querySelectorAll("main > section")) section.hidden = section.id !== view;
}

// ---- pairing ---------------------------------------------------------------------------------------------------------

function fromLink() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (given.get("id") && given.get("token")) {
    localStorage.setItem(PAIRING, JSON.stringify({ id: given.get("id"), token: given.get("token") }));
  }
  // No token stays in the address, where the next person or the history would show it.
  if (location.hash) history.replaceState(null, "", location.pathname);
}

const pairing = () => JSON.parse(localStorage.getItem(PAIRING) || "null");

function pair(event) {
  event.preventDefault();
  $("pair-error").hidden = true;
  connect({ id: $("pair-id").value.trim(), token: $("pair-token").value.trim() }, true);
}

function refused(problem, fresh) {
  if (problem.status !== 401 && problem.status !== 429) return;
  // A pairing that was right once is kept: the gateway may be beginning, and nobody is here to type it again.
  if (!fresh && station) return draw();
  show("pair");
  $("pair-error").textContent = w(!fresh ? "awayWhat" : problem.status === 429 ? "pairMany" : "pairWrong");
  $("pair-error").hidden = false;
  if (fresh) link = null;
}

function forget() {
  if ($("forget").dataset.sure) {
    localStorage.clear();
    link?.close();
    location.reload();
    return;
  }
  $("forget").dataset.sure = "1";
  $("forget").textContent = w("forgetSure");
}

// ---- the connection --------------------------------------------------------------------------------------------------

function connect(wish, fresh) {
  link?.close();
  link = new Link(wish, fresh, () => ({ language: language(), ...(visit ? { visit: visit.visit } : {}) }), {
    message: (message) => take(message, fresh ? wish : null),
    sound: (samples) => media.play(samples),
    away: draw,
    refused: (problem) => refused(problem, fresh),
    replaced: () => show("taken"),
  });
  link.open();
}

function take(message, fresh) {
  if (message.type === "welcome") {
    station = message;
    if (fresh) localStorage.setItem(PAIRING, JSON.stringify(fresh));
    $("pair-token").value = "";
    if ($("door").hidden) begin();
  } else if (message.type === "visit") {
    visit = message.open ? message : null;
    if (!message.open) typed = "";
    failure = null;
    farewell(message);
  } else if (message.type === "display") {
    reader(message);
  } else if (message.type === "problem") {
    // A visit that is over is no trouble of the visitor's.
    if (message.code !== "feed-ended" && message.code !== "unknown-visit") failure = message;
  }
  draw();
}

// The last sentence stays a moment: the visitor may still be reading it.
let last = null, lastTimer = 0;
function farewell(message) {
  clearTimeout(lastTimer);
  last = message.sentence ? message : last;
  if (!message.open) lastTimer = setTimeout(() => { last = null; draw(); }, 8000);
}

// ---- consent ---------------------------------------------------------------------------------------------------------

async function begin() {
  show("consent");
  const choice = localStorage.getItem(CHOICE);
  $("insecure").hidden = window.isSecureContext;
  $("agree").disabled = !window.isSecureContext;
  if (choice === "none" || !(station.video || station.audio)) return door();
  if (choice === "both" && window.isSecureContext) return agree();
}

async function agree() {
  $("media-error").hidden = true;
  try {
    await media.open();
    localStorage.setItem(CHOICE, "both");
    await door();
  } catch (error) {
    $("media-error").textContent = w("noCamera", error.name);
    $("media-error").hidden = false;
  }
}

async function without() {
  localStorage.setItem(CHOICE, "none");
  await door();
}

async function door() {
  show("door");
  awake();
  draw();
  $("wake").hidden = await media.speakable();
}

// ---- the door --------------------------------------------------------------------------------------------------------

const sees = () => media.sees && station?.video;
const hears = () => media.hears && station?.audio;
const sending = () => !!visit && !!link?.ready && (sees() || hears());

function press(wish) {
  failure = null;
  if (link?.send({ type: "press", ...wish })) typed = "";
  media.speakable().then((runs) => { $("wake").hidden = runs; });
  draw();
}

function key(name) {
  if (name === "erase") typed = typed.slice(0, -1);
  else if (typed.length < LONGEST) typed += name;
  draw();
}

function enter() {
  if (link?.send({ type: "keys", keys: typed })) typed = "";
  draw();
}

async function look() {
  const from = performance.now();
  if (sending() && sees()) {
    const jpeg = await media.picture();
    if (jpeg && sending() && link.picture(jpeg)) figures.pictures++;
  }
  setTimeout(look, Math.max(0, FRAME_MILLIS - (performance.now() - from)));
}

media.heard = {
  sound(samples, level) {
    $("level").style.transform = `scaleX(${Math.min(1, Math.sqrt(level))})`;
    if (sending() && hears() && link.sound(samples)) figures.sent += samples.byteLength / 2;
  },
  figures: (more) => Object.assign(figures, more),
};

// ---- drawing ---------------------------------------------------------------------------------------------------------

function draw() {
  const there = !!link?.ready;
  document.documentElement.lang = language();
  for (const element of document.querySelectorAll("[data-w]")) element.textContent = w(element.dataset.w);
  $("insecure").textContent = w("insecure");
  $("name").textContent = [station?.building, station?.title || "Vestibule"].filter(Boolean).join(", ");
  // One mark at a time: whatever is sent shows that the line stands.
  $("link").hidden = !link || sending();
  $("link").textContent = w(there ? "connected" : "away");
  $("link").className = `chip ${there ? "good" : "warn"}`;
  $("sending").hidden = !sending();
  $("sending").textContent = w(sees() && hears() ? "sending" : sees() ? "sendingPicture" : "sendingSound");
  drawDoor(there);
}

function drawDoor(there) {
  const sentence = visit?.sentence || last?.sentence || w("welcome");
  if ($("sentence").textContent !== sentence) $("sentence").textContent = sentence;
  $("trouble").hidden = there && !failure;
  $("trouble").textContent = there ? (failure ? `${failure.found}. ${failure.remedy}` : "") : w("awayWhat");
  $("ring").disabled = !there;
  $("ring").classList.toggle("ringing", visit?.say === "ringing");
  $("ring-word").textContent = w(!visit ? "ring" : visit.say === "ringing" ? "ringing" : "again");
  $("end").hidden = !visit;
  $("typed").textContent = typed;
  $("call").hidden = $("code").hidden = !!visit;
  $("enter").hidden = !visit;
  $("call").disabled = $("code").disabled = $("enter").disabled = !typed || !there;
  $("camera").hidden = !sees();
  $("blind").hidden = sees() || hears();
  document.querySelector(".mirror").classList.toggle("on", sending());
  $("mirror-word").textContent = sees() || hears() ? w(sending() ? "live" : "idle") : "";
  document.querySelector(".level").hidden = !hears();
  drawUnits(there);
}

let drawn = "";
function drawUnits(there) {
  const units = station?.units || [];
  const now = JSON.stringify([units, language(), there, !!visit]);
  if (now === drawn) return;
  drawn = now;
  $("units").hidden = !units.length || !!visit;
  $("units").replaceChildren(...units.map((unit) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: unit, disabled: !there });
    button.setAttribute("aria-label", w("unit", unit));
    button.onclick = () => press({ unit });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
}

function reader({ light, blinking, text }) {
  $("reader").hidden = !light && !text;
  const lamp = $("reader").querySelector("i");
  lamp.dataset.light = light || "";
  lamp.classList.toggle("blinking", blinking);
  $("reader").querySelector("span").textContent = [light && w("lights")[light], text].filter(Boolean).join(": ");
}

function drawLanguages() {
  $("languages").replaceChildren(...Object.entries(LANGUAGES).map(([tag, words]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: tag.toUpperCase(), lang: tag });
    button.setAttribute("aria-label", words.name);
    button.setAttribute("aria-pressed", tag === language());
    button.onclick = () => {
      choose(tag);
      link?.send({ type: "language", language: tag });
      drawLanguages();
      draw();
    };
    return button;
  }));
}

function drawKeys() {
  $("keys").replaceChildren(...["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"].map((name) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
    button.onclick = () => key(name);
    return button;
  }));
}

// ---- the device ------------------------------------------------------------------------------------------------------

async function awake() {
  if (!lock && "wakeLock" in navigator && document.visibilityState === "visible") {
    lock = await navigator.wakeLock.request("screen").catch(() => null);
    lock?.addEventListener("release", () => { lock = null; });
  }
}

// The settings open when the name is held: whoever rings must not unpair the device in passing.
function holdable(button) {
  let timer = 0;
  const down = () => { timer ||= setTimeout(settings, HOLD_MILLIS); };
  const up = () => { clearTimeout(timer); timer = 0; };
  button.addEventListener("pointerdown", down);
  for (const end of ["pointerup", "pointerleave", "pointercancel", "blur", "keyup"]) button.addEventListener(end, up);
  button.addEventListener("keydown", ({ key: pressed }) => { if (pressed === "Enter" || pressed === " ") down(); });
  button.addEventListener("contextmenu", (event) => event.preventDefault());
}

function settings() {
  delete $("forget").dataset.sure;
  draw();
  const lines = [["pictures", figures.pictures], ["soundSent", (figures.sent / 16000).toFixed(1)],
    ["soundHeard", (figures.heard / 16000).toFixed(1)], ["gaps", figures.gaps]];
  $("figures").replaceChildren(...lines.flatMap(([name, value]) => [
    Object.assign(document.createElement("dt"), { textContent: w(name) }),
    Object.assign(document.createElement("dd"), { textContent: value })]));
  $("settings").showModal();
}

function typedOnKeyboard(event) {
  if ($("door").hidden || event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey || $("settings").open) return;
  if (/^[0-9*#]$/.test(event.key)) key(event.key);
  else if (event.key === "Backspace") key("erase");
  else if (event.key === "Enter" && typed && event.target === document.body) visit ? enter() : press({ unit: typed });
}

function start() {
  choose(preferred());
  fromLink();
  drawLanguages();
  drawKeys();
  $("pair-form").onsubmit = pair;
  $("agree").onclick = agree;
  $("without").onclick = without;
  $("take").onclick = () => { show("door"); link.open(); };
  $("ring").onclick = () => press({});
  $("end").onclick = () => { link?.send({ type: "end" }); visit = null; draw(); };
  $("call").onclick = () => press({ unit: typed });
  $("code").onclick = () => press({ claim: typed });
  $("enter").onclick = enter;
  $("typed").onclick = () => key("erase");
  $("full").onclick = () => document.documentElement.requestFullscreen?.().catch(() => {});
  $("forget").onclick = forget;
  $("close").onclick = () => $("settings").close();
  $("wake").onclick = async () => { $("wake").hidden = await media.speakable(); };
  holdable($("name"));
  document.addEventListener("keydown", typedOnKeyboard);
  document.addEventListener("visibilitychange", awake);
  draw();
  if (pairing()) connect(pairing(), false);
  else show("pair");
  look();
}

// What a test or an installer reads: how much was sent and heard.
Object.defineProperty(window, "panelFigures", { value: figures });
start();
