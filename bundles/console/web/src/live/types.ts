// SPDX-License-Identifier: Apache-2.0
// The house as the gateway tells it: the shapes of the snapshot and of the deltas (openapi.yaml).

export type Tone = "good" | "warn" | "bad" | "going" | "calm";

export interface Grant { role: string; doors: string[]; stations: string[] }
export interface Caller { subject: string; kind: "PERSON" | "BOX" | "MACHINE" | string; person?: string; grants: Grant[]; permissions: string[] }

export interface Status { state: "READY" | "STARTING" | "DEGRADED" | "UNAVAILABLE" | "STOPPED"; cause: string; sentence: string; since: string }

export interface Door {
  id: string; title: string; actuator: string;
  state: "LOCKED" | "UNLOCKED" | "UNREACHABLE" | "UNKNOWN";
  contact?: "CLOSED" | "OPEN"; alarms?: string[];
}
export interface Station { id: string; title: string; door: string; [more: string]: unknown }

export interface Stage { stage: string; startMicros: number; durationMicros: number }
export interface Outcome { type: "Opened" | "Denied" | "Cancelled" | "TimedOut" | "Unreachable"; sentence: string; [more: string]: unknown }
export interface Decision {
  type: "Admit" | "Ring" | "AskMore" | "Direct" | "Refuse"; reason: string;
  person?: string; urgent?: boolean; audience?: string; question?: string; direction?: string; [more: string]: unknown;
}
export interface Triage { intent: string; label?: string; confidence: number; reason: string; model?: string }
export interface Correction { what: "NOT_THIS_PERSON" | "WRONG_INTENT"; saidAt: string; label?: string }
export interface Visit {
  id: string; station: string; door: string; openedAt: string; closedAt?: string; presses: number;
  claimedName?: string; face?: string; faceReason?: string; challenge?: string; prompt?: string; answered?: string;
  transcript?: string; triage?: Triage; decision?: Decision; outcome?: Outcome; degraded: string[]; waterfall: Stage[];
  /** A picture of it is kept, and what was said was wrong in it: told in lists and stories, not live. */
  pictured?: boolean;
  corrections?: Correction[];
  /** What the page itself noted: the bell that rang. */
  rang?: { text: string; urgent: boolean; at: string };
}

export interface Model {
  id: string; name: string; slot: string; version: string; release: number; state: string; signer?: string; expires: string;
  licence: string; commercialUse: string; notice?: string; problem?: string; family: string; task: string; leases: number; languages?: string[];
}
export interface Comparison { phase: string; sentence: string; other: string; serving: string; compared: number; since: string; [more: string]: unknown }
export interface Bundle { name: string; shortName: string; version: string; state: string; updated: string; description?: string }

export interface Snapshot {
  serial: string; at: string; building: string; gateway: { version: string; startedAt: string; uptimeSeconds: number }; caller: Caller;
  visits: Visit[]; doors: Door[]; workedDoors: string[]; stations: Station[];
  models: Model[]; comparisons: Comparison[]; bundles: Bundle[]; statuses: Record<string, Status>; people: number;
}

/** One delta: an event of the house with its topic, for example `door/state`. */
export interface Delta { topic: string; at: string; [more: string]: unknown }
/** Somebody entered the code that asks for help. */
export interface SilentAlarm { at: string; door: string; person?: string }
