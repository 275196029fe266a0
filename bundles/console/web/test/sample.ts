// SPDX-License-Identifier: Apache-2.0
// Visits as the tests invent them, and what the words need of a browser.
import type { Stage, Visit } from "../src/live/types";
import { speak, type Language } from "../src/words";

export const bar = (stage: string, startMillis: number, millis: number): Stage => ({ stage, startMicros: startMillis * 1000, durationMicros: millis * 1000 });

export const visit = (id: string, openedAt: string, more: Partial<Visit> = {}): Visit =>
  ({ id, station: "front", door: "front-door", openedAt, closedAt: openedAt, presses: 1, degraded: [], waterfall: [], ...more });

export async function speaking(language: Language) {
  const kept = new Map<string, string>();
  Object.assign(globalThis, {
    localStorage: { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) },
    document: { documentElement: { lang: "" } },
  });
  await speak(language);
}
