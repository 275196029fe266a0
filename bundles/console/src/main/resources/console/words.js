// SPDX-License-Identifier: Apache-2.0
// The words and figures of the page: codes of the contract in, plain sentences out.
import { h } from "./dom.js";

export const BUDGET_MS = 500;

const STATES = { READY: ["good", "Ready"], STARTING: ["going", "Starting"], DEGRADED: ["warn", "Degraded"],
  UNAVAILABLE: ["bad", "Unavailable"], STOPPED: ["calm", "Stopped"] };
const CAUSES = { NONE: "", CONFIGURATION: "Configuration", CREDENTIALS: "Credentials", NETWORK: "Network",
  DEVICE_REFUSED: "Device refused", MODEL_MISSING: "Model missing", MODEL_INVALID: "Model invalid",
  MODEL_LOADING: "Model loading", NATIVE_MISSING: "Native library missing", OVERLOADED: "Overloaded",
  UPDATING: "Updating", DEPENDENCY: "Depends on another part", STORAGE: "Storage", DISABLED: "Disabled" };
const LOCKS = { LOCKED: ["calm", "Locked"], UNLOCKED: ["good", "Unlocked"],
  UNREACHABLE: ["bad", "Unreachable"], UNKNOWN: ["warn", "Not known"] };
const LEAVES = { CLOSED: ["calm", "The door is closed"], OPEN: ["going", "The door stands open"] };
const ALARMS = { FORCED_OPEN: "Forced open: nobody had been let through", HELD_OPEN: "Stands open for too long", TAMPER: "A device was opened: look at it",
  POWER: "Runs on its battery", FIRE_RELEASE: "Released by the fire alarm: open to everybody" };
const OUTCOMES = { Opened: ["good", "Opened"], Denied: ["bad", "Denied"], Cancelled: ["calm", "Withdrawn, nothing moved"],
  TimedOut: ["warn", "Asked, no answer: look at the door"], Unreachable: ["warn", "Unreachable, nothing moved as far as is known"] };
// What an outcome is called when it was not opening that was ordered.
const HANDS = { hold: { Opened: "Unlocked for a minute", Denied: "Not held" }, secure: { Opened: "Locked", Denied: "Not locked" } };
const PASSES = { WAITING: ["going", "Not yet"], VALID: ["good", "Valid"] };
const BUNDLES = { ACTIVE: ["good", "Active"], STARTING: ["going", "Starting"], STOPPING: ["going", "Stopping"],
  RESOLVED: ["calm", "Stopped"], INSTALLED: ["bad", "Not resolved"], UNINSTALLED: ["calm", "Removed"] };
const MODELS = { STAGED: ["calm", "Standing by"], SHADOW: ["going", "In shadow"], CANARY: ["going", "Serves a share"],
  WATCHED: ["good", "Serving, watched"], ACTIVE: ["good", "Serving"], COMPANION: ["calm", "Serves old templates"],
  REFUSED: ["bad", "Cannot serve"] };
const FACES = { known: ["good", "Known"], unknown: ["warn", "Unknown"], "no-face": ["calm", "No face"],
  "poor-quality": ["warn", "Poor picture"], unproven: ["warn", "Not proven to be alive"], spoof: ["bad", "Not alive"] };
const DECISIONS = { Admit: ["good", "Admit"], Ring: ["going", "Ring"], AskMore: ["going", "Ask"], Direct: ["calm", "Told what to do"], Refuse: ["bad", "Refuse"] };

export const stateOf = (status) => STATES[status.state] || ["warn", status.state];
export const causeOf = (status) => CAUSES[status.cause] ?? status.cause;
export const lockOf = (door) => LOCKS[door.state] || LOCKS.UNKNOWN;
export const leafOf = (door) => LEAVES[door.contact];
export const alarmOf = (alarm) => ALARMS[alarm] || plain(alarm);
export const outcomeOf = (outcome) => OUTCOMES[outcome.type] || ["warn", outcome.type];
export const handOf = (act, outcome) => {
  const [tone, word] = outcomeOf(outcome);
  return { tone, word: (HANDS[act] || {})[outcome.type] || word, sentence: outcome.sentence };
};
export const passOf = (pass) => PASSES[pass.state] || ["calm", plain(pass.state)];
export const bundleOf = (bundle) => BUNDLES[bundle.state] || ["warn", bundle.state];
export const modelOf = (model) => {
  const [tone, word] = MODELS[model.state] || ["warn", model.state];
  return [tone === "good" && model.problem ? "warn" : tone, word];
};
export const faceOf = (face) => FACES[face] || ["calm", face];
export const decisionOf = (decision) => DECISIONS[decision.type] || ["calm", decision.type];

export const upper = (words) => words.charAt(0).toUpperCase() + words.slice(1);
export const plain = (code) => upper(String(code).replace(/[_-]/g, " ").toLowerCase());
export const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
export const exactly = (iso) => exact.format(new Date(iso));

function relative(iso) {
  const then = new Date(iso);
  const seconds = Math.max(0, Math.round((Date.now() - then) / 1000));
  if (seconds < 5) return "now";
  if (seconds < 60) return `${seconds - (seconds % 5)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return then.toDateString() === new Date().toDateString() ? clock.format(then) : day.format(then);
}

// Relative when recent, exact on hover; refreshed by tick().
export const when = (iso) => h("time", { datetime: iso, title: exactly(iso) }, relative(iso));
export const tick = () => document.querySelectorAll("time[datetime]").forEach((time) => {
  time.textContent = relative(time.getAttribute("datetime"));
});

export function span(seconds) {
  const days = Math.floor(seconds / 86400), hours = Math.floor(seconds / 3600) % 24, minutes = Math.floor(seconds / 60) % 60;
  if (days) return `${count(days, "day", "days")} ${hours} h`;
  return hours ? `${hours} h ${minutes} min` : minutes ? `${minutes} min` : `${Math.floor(seconds)} s`;
}

export const ms = (micros) => (micros < 9950 ? (micros / 1000).toFixed(1) : String(Math.round(micros / 1000)));

const SPOKEN = /^(speech|hangover|encode|transcri|triage)/;
const WHOLE = "capture-to-relay";

// The stages from the picture that counted to the door, and those of what was said. Core measures
// the whole from capture to relay; without it the last verification is where the story begins.
export function paths(visit) {
  const stages = [...(visit.waterfall || [])].sort((a, b) => a.startMicros - b.startMicros);
  const encoded = stages.filter((stage) => stage.stage === "encode").map((stage) => stage.startMicros + stage.durationMicros);
  // Pictures and speech are both decoded; the recogniser's decoding begins where its encoding ends.
  const heard = (stage) => SPOKEN.test(stage.stage)
    || (stage.stage === "decode" && encoded.some((end) => Math.abs(end - stage.startMicros) < 5));
  const spoken = stages.filter(heard);
  const whole = stages.find((stage) => stage.stage === WHOLE);
  const check = stages.filter((stage) => stage.stage === "verify").pop();
  const parts = stages.filter((stage) => !heard(stage) && stage.stage !== WHOLE && stage !== check);
  const from = whole ? whole.startMicros : check ? check.startMicros : 0;
  const seen = parts.filter((stage) => stage.startMicros + stage.durationMicros > from);
  const begin = whole || check ? from : seen.length ? seen[0].startMicros : 0;
  return { seen, spoken, begin, micros: whole ? whole.durationMicros : seen.length ? endOf(seen) - begin : 0,
    earlier: parts.length - seen.length };
}

export const endOf = (stages) => Math.max(...stages.map((stage) => stage.startMicros + stage.durationMicros));
export const lengthOf = (stages) => (stages.length ? endOf(stages) - stages[0].startMicros : 0);

// One sentence that says who and what came of it, with the tone that goes with it.
export function storyOf(visit) {
  const outcome = visit.outcome, decision = visit.decision;
  const who = visit.claimedName ? `somebody with the code of ${visit.claimedName}`
    : decision && decision.type === "Admit" ? decision.person : "a visitor";
  if (outcome) {
    if (outcome.type === "Opened") {
      const { micros } = paths(visit);
      return ["good", `Opened for ${visit.claimedName || who}${micros ? `, ${ms(micros)} ms after the face was seen` : ""}`];
    }
    if (outcome.type === "TimedOut") return ["warn", `Asked to open for ${who}, no answer: look at the door. ${outcome.sentence}`];
    if (outcome.type === "Cancelled") return ["calm", `Withdrawn, nothing moved for ${who}: ${outcome.sentence}`];
    return outcome.type === "Unreachable" ? ["warn", `The door did not answer: ${outcome.sentence}`]
      : ["bad", `Not opened for ${who}: ${outcome.sentence}`];
  }
  if (decision) {
    if (decision.type === "Admit") return ["going", `Opening for ${visit.claimedName || who}`];
    if (decision.type === "Refuse") return ["bad", `Not opened for ${who}`];
    if (decision.type === "Direct") return ["calm", `${upper(who)} was ${decision.direction === "PARCEL_ROOM" ? "sent to the parcel room" : "told that nothing is bought here"}`];
    if (decision.type === "AskMore") return ["going", `Asked: ${decision.question}`];
    return visit.closedAt ? ["calm", `${upper(who)} rang`] : [decision.urgent ? "bad" : "going", `${upper(who)} rings`];
  }
  return visit.closedAt ? ["calm", "Left without an answer"]
    : ["going", `${upper(who)} is at the door`];
}
