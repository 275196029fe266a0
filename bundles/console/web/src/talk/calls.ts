// SPDX-License-Identifier: Apache-2.0
// The calls of whoever looks at this page: what rings, the one conversation, and what came of it.
import { batch, computed, effect, signal } from "@preact/signals";
import { say } from "../kit/show";
import { ask, part, post, problemOf, put, type Problem } from "../live/rest";
import type { Outcome, Tone } from "../live/types";
import { coded, t } from "../words";
import { Line, type Voice } from "./line";
import { audible, strike } from "./sound";

export interface Call {
  id: string; visit: string; station: string; door: string; title: string; unit?: string; urgent: boolean; since: string;
  state: "RINGING" | "ANSWERED" | "ENDED"; by?: string;
}
/** What came of something: a word of the page, and the gateway's own sentence. */
export interface Told { door: string; tone: Tone; word: string; said?: string }
export type Farewell = "parcel-room" | "declined" | "assistant";

const BELL_MS = 2500, TOLD_MS = 60_000;
const TONES: Record<Outcome["type"], Tone> = { Opened: "good", Denied: "bad", Cancelled: "calm", TimedOut: "warn", Unreachable: "warn" };
export const toneOf = (outcome: Outcome): Tone => TONES[outcome.type] ?? "warn";

export const calls = signal<Call[]>([]);
/** The call that this page answered. */
export const mine = signal<Call | null>(null);
export const voice = signal<Voice>("asking");
export const told = signal<Told | null>(null);
/** The call that is being ended: nobody looks at it any more. */
export const ending = signal<string | null>(null);
/** Until when nothing rings. */
export const quiet = signal<string | null>(null);
/** Whether the list arrives, and whether the bell waits for a first touch. */
export const listening = signal(false);
export const mute = signal(false);
/** The call that is being answered: the list may say so before the answer itself is here. */
const taking = signal<string | null>(null);
export const ringing = computed(() => calls.value.filter((call) => (call.state === "RINGING" || call.id === taking.value) && call.id !== mine.value?.id));

let source: EventSource | null = null, line: Line | null = null, bell = 0, forget = 0;

/** Hears what rings until `leave`; `lost` is told when the gateway ended it. A conversation goes on meanwhile. */
export function listen(lost: () => void) {
  source?.close();
  ask<{ until?: string }>("/calls/quiet").then(({ until }) => { quiet.value = until ?? null; }, () => null);
  const own = (source = new EventSource("/api/calls/events"));
  own.onopen = () => { listening.value = true; };
  own.onmessage = ({ data }: MessageEvent<string>) => {
    listening.value = true;
    calls.value = JSON.parse(data) as Call[];
    if (mine.value && !calls.value.some((call) => call.id === mine.value?.id)) over(t("talk.over"));
  };
  own.onerror = () => {
    listening.value = false;
    if (own === source && own.readyState === EventSource.CLOSED) lost();
  };
}

/** Nothing that the next person must not know stays behind. */
export function leave() {
  source?.close();
  source = null;
  line?.end();
  line = null;
  listening.value = false;
  calls.value = [];
  mine.value = told.value = quiet.value = null;
}

export function tell(door: string, tone: Tone, word: string, said?: string) {
  const now: Told = { door, tone, word, ...(said ? { said } : {}) };
  told.value = now;
  say(said ? `${word}. ${said}` : word);
  clearTimeout(forget);
  forget = window.setTimeout(() => { if (told.value === now) told.value = null; }, TOLD_MS);
}

function refused(call: Call, problem: Problem) {
  if (problem.code === "gateway-silent") tell(call.door, "warn", `${t("kit.silent")}. ${t("kit.silentRemedy")}`);
  else tell(call.door, "warn", t("talk.refused"), [problem.found && `${problem.found}.`, problem.remedy].filter(Boolean).join(" "));
}

const order = <T>(call: Call, deed: string, body?: unknown) => post<T>(`/calls/${part(call.id)}/${deed}`, body);

/** Stops it ringing everywhere else, and talks. */
export async function answer(call: Call): Promise<void> {
  // There is one microphone: whoever takes another call leaves the one before.
  if (mine.value) await hangUp(mine.value);
  told.value = null;
  taking.value = call.id;
  try {
    await order(call, "answer");
  } catch (failure) {
    taking.value = null;
    const problem = problemOf(failure);
    return problem.code === "call-answered" ? tell(call.door, "warn", t("talk.quicker")) : refused(call, problem);
  }
  batch(() => {
    taking.value = null;
    mine.value = call;
    voice.value = "asking";
  });
  line = new Line(call.id, {
    voice: (now) => { voice.value = now; say(coded("talk", "voice", now)); },
    problem: (problem) => refused(call, problem),
    over: () => over(t("talk.over")),
  });
  // The browser may ask about the microphone for long: the door is opened meanwhile all the same.
  void line.begin();
}

function over(word: string) {
  const call = mine.value;
  line?.end();
  line = null;
  mine.value = null;
  if (call) tell(call.door, "calm", word);
}

export async function open(call: Call): Promise<void> {
  try {
    const { outcome } = await order<{ outcome: Outcome }>(call, "open");
    tell(call.door, toneOf(outcome), coded("talk", "outcome", outcome.type), outcome.sentence);
  } catch (failure) {
    refused(call, problemOf(failure));
  }
}

const end = (word: string) => async (call: Call, deed: string, body?: unknown): Promise<void> => {
  ending.value = call.id;
  try {
    await order(call, deed, body);
    if (mine.value?.id === call.id) over(word);
    else tell(call.door, "calm", word);
  } catch (failure) {
    ending.value = null;
    refused(call, problemOf(failure));
  }
};

/** Stops it ringing here alone. */
export const decline = (call: Call) => end(t("talk.stopped"))(call, "decline");
export const hangUp = (call: Call) => end(t("talk.hungUp"))(call, "hang-up");
/** Hangs up, and the house tells the visitor what to do. */
export const farewell = (call: Call, kind: Farewell) =>
  end(t(({ "parcel-room": "talk.parcelLeft", declined: "talk.declined", assistant: "talk.assistantLeft" } as const)[kind]))(call, "leave", { farewell: kind });

/** Lets nothing ring for so long; 0 lets it ring again. */
export async function hush(minutes: number): Promise<void> {
  quiet.value = (await put<{ until?: string }>("/calls/quiet", { minutes })).until ?? null;
}

async function chime() {
  mute.value = !(await audible().catch(() => false));
  strike();
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([200, 100, 200]);
}

effect(() => {
  const rings = ringing.value.length > 0 && !mine.value && !taking.value;
  clearInterval(bell);
  if (!rings) return;
  void chime();
  bell = window.setInterval(() => void chime(), BELL_MS);
});

/** Finds out whether the bell can be heard; a browser that wants a touch first gets it with any. */
export const wake = async () => { mute.value = !(await audible().catch(() => false)); };
// Not when the finger comes down: what is drawn anew under it would never be pressed.
addEventListener("click", () => { if (mute.value) void wake(); });
addEventListener("pagehide", () => line?.end());
