// SPDX-License-Identifier: Apache-2.0
// What was typed for a new station. It outlives the page, so that nobody types twice; it does not
// outlive whoever is logged in, and the password not the station.
import { effect, signal } from "@preact/signals";
import { caller } from "../../live/house";
import { idOf } from "../model";
import type { Made } from "./make";

export type Step = "kind" | "address" | "login" | "place" | "ready";
export type Kind = "onvif" | "panel";
export interface Found { endpoint: string; from: string; addresses: string[]; name: string; hardware: string; types: string[] }
export interface Tried { name: string; result: "OK" | "MISSING" | "FAILED" | "SKIPPED"; sentence: string; found: string[] }
export interface Report { steps: Tried[]; proposal: Record<string, string> }

export interface Draft {
  step: Step; kind: Kind;
  found: Found[] | null; address: string; username: string; password: string;
  /** What the last trial said, and of what: a changed address or login was not tried. */
  report: Report | null; tried: string;
  title: string; id: string; units: string;
  /** A door's id, or empty for a new one; null while nobody was asked. */
  door: string | null; doorTitle: string; actuator: string; /** null while nobody was asked. */ relay: string | null;
  made: Made | null;
  /** Whether what was made was taken back. */
  undone: boolean;
}

export const NEW_DOOR = "";
const EMPTY: Draft = { step: "kind", kind: "onvif", found: null, address: "", username: "", password: "", report: null, tried: "",
  title: "", id: "", units: "", door: null, doorTitle: "", actuator: "", relay: null, made: null, undone: false };

export const draft = signal<Draft>(EMPTY);
export const set = (change: Partial<Draft>) => { draft.value = { ...draft.value, ...change }; };
export const begin = () => { draft.value = EMPTY; };
/** What was made last and stands: whoever sent somebody here offers to take it back. */
export const latest = signal<Made | null>(null);
effect(() => {
  if (caller.value) return;
  begin();
  latest.value = null;
});

export const STEPS: Record<Kind, Step[]> = { onvif: ["kind", "address", "login", "place", "ready"], panel: ["kind", "place", "ready"] };
export const after = (of: Draft): Step => STEPS[of.kind][STEPS[of.kind].indexOf(of.step) + 1] ?? "ready";
export const before = (of: Draft): Step | undefined => STEPS[of.kind][STEPS[of.kind].indexOf(of.step) - 1];

/** As it was typed, or with http where nothing else was said. */
export const addressOf = (of: Draft) => /^[a-z]+:\/\//i.test(of.address.trim()) ? of.address.trim() : `http://${of.address.trim()}`;
export const stationId = (of: Draft) => of.id.trim() || idOf(of.title);
export const doorId = (of: Draft) => of.door || idOf(of.doorTitle);

/** Names what would be tried now. */
export const subject = (of: Draft) => JSON.stringify([addressOf(of), of.username, of.password]);
export const reportOf = (of: Draft): Report | null => of.tried === subject(of) ? of.report : null;
const NEEDED = ["reachable", "login"];
/** Whether the device was reached and took the login: without that a station cannot get ready. */
export const worked = (report: Report | null) => !!report && NEEDED.every((name) => report.steps.some((step) => step.name === name && step.result === "OK"));
/** The relays that the device has, by the names that it gives them. */
export const relaysOf = (report: Report | null) => (report?.steps.find((step) => step.name === "relays" && step.result === "OK")?.found ?? [])
  .map((line) => line.replace(/, (falls back after|stays as it is told).*$/, ""));
