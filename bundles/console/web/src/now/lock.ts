// SPDX-License-Identifier: Apache-2.0
// A door's codes, as tones and words.
import type { Drawing } from "../kit/icon";
import type { Door, Tone } from "../live/types";
import { coded } from "../words";

const LOCKS: Record<Door["state"], Tone> = { LOCKED: "calm", UNLOCKED: "good", UNREACHABLE: "bad", UNKNOWN: "warn" };

export const lockOf = (door: Door): { tone: Tone; word: string; drawing: Drawing } => {
  const tone = LOCKS[door.state] ?? "warn";
  return { tone, word: coded("now", "lock", door.state), drawing: door.state === "LOCKED" ? "locked" : door.state === "UNLOCKED" ? "unlocked" : tone };
};
export const leafOf = (door: Door): { tone: Tone; word: string } | null =>
  door.contact ? { tone: door.contact === "OPEN" ? "going" : "calm", word: coded("now", "leaf", door.contact) } : null;
export const alarmOf = (alarm: string) => coded("now", "alarm", alarm);
