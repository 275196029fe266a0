// SPDX-License-Identifier: Apache-2.0
// What the gateway says of features and models (openapi.yaml).
import type { Model, Tone } from "../live/types";
import { coded } from "../words";

export interface Feature {
  name: string; title: string; installed: string; available: string[]; former: string; state: string;
  /** Whether it can be replaced while the gateway runs; if not, `restart` says why. */
  live: boolean; restart: string;
}
export interface Features { progress: string; features: Feature[] }

export interface Report { feature: string; before: string; after: string; gapMillis: number; millis: number; restarted: string[] }
export interface Plan { feature: string; before: string; after: string; reason: string; withinSeconds: number }

/** A jar that lies in the folder updates. */
export interface UpdateFile { file: string; bytes: number; modified: string; feature?: string; version?: string }

/** Two models on the same requests. */
export interface Compared {
  slot: string; serving: string; other: string; phase: string; since: string;
  compared: number; dropped: number; incomparable: number; agreed: number; onlyServing: number; onlyOther: number;
  mcnemarP: number; scored: number; scoreShift?: number; shiftLow?: number; shiftHigh?: number;
  /** Time that 95 % of the runs did not exceed; missing while there are too few. */
  servingP95Millis?: number; otherP95Millis?: number;
  errors: number; outcome: string; sentence: string;
}

const FEATURE_TONES: Record<string, Tone> = { ACTIVE: "good", ABSENT: "calm", STARTING: "going", STOPPING: "going", RESOLVED: "warn", INSTALLED: "bad" };
export const featureState = (state: string): { tone: Tone; word: string } => ({ tone: FEATURE_TONES[state] ?? "warn", word: coded("features", "state", state) });

const MODEL_TONES: Record<string, Tone> = { STAGED: "calm", SHADOW: "going", CANARY: "going", WATCHED: "good", ACTIVE: "good", COMPANION: "calm", REFUSED: "bad" };
/** A model that serves and has a problem is no good sign. */
export function modelState(model: Model): { tone: Tone; word: string } {
  const tone = MODEL_TONES[model.state] ?? "warn";
  return { tone: tone === "good" && model.problem ? "warn" : tone, word: coded("features", "model", model.state) };
}

const OUTCOMES: Record<string, Tone> = { running: "going", promoted: "good", passed: "good", refused: "bad", "rolled-back": "bad", ended: "calm" };
export const outcomeState = (outcome: string): { tone: Tone; word: string } => ({ tone: OUTCOMES[outcome] ?? "calm", word: coded("features", "outcome", outcome) });

export const slotTitle = (slot: string) => coded("features", "slot", slot);
export const serves = (model: Model) => model.state === "ACTIVE" || model.state === "WATCHED";
export const onTrial = (model: Model) => model.state === "SHADOW" || model.state === "CANARY";
/** Whether somebody should ask before this model is used for money. */
export const unclear = (model: Model) => !!model.notice || model.commercialUse !== "yes";
