// SPDX-License-Identifier: Apache-2.0
// How far the first steps are. What the house itself shows is asked of the house; what only a person
// knows is kept in this browser, so that they can be left and come back to.
import { signal } from "@preact/signals";
import { caller, doors, people, stations } from "../live/house";
import { isDemo } from "../demo/mark";
import { directory } from "../people/directory";

export const STEPS = ["owner", "building", "station", "resident", "trial"] as const;
export type Step = (typeof STEPS)[number];
export const stepOf = (name: unknown): Step | undefined => STEPS.find((step) => step === name);

interface Kept { begun: number; at: Step; /** Whether somebody decided what holds for the building. */ decided: boolean; /** When the door was seen to work. */ worked: number | null }

const KEPT = "vestibule.start";
const whole = (value: unknown) => typeof value === "number" && Number.isFinite(value) ? value : null;

function recall(): Kept {
  let read: Record<string, unknown> = {};
  try {
    read = Object(JSON.parse(localStorage.getItem(KEPT) ?? "{}")) as Record<string, unknown>;
  } catch {
    // What is no JSON was not written by this page: it begins anew.
  }
  return { begun: whole(read["begun"]) ?? Date.now(), at: stepOf(read["at"]) ?? "owner", decided: read["decided"] === true, worked: whole(read["worked"]) };
}

export const kept = signal<Kept>(recall());
export function note(change: Partial<Kept>) {
  kept.value = { ...kept.value, ...change };
  localStorage.setItem(KEPT, JSON.stringify(kept.value));
}

const DONE: Record<Step, () => boolean> = {
  owner: () => caller.value?.kind === "PERSON",
  building: () => kept.value.decided,
  station: () => stations.value.some((station) => !isDemo(station.id) && doors.value.some((door) => door.id === station.door)),
  resident: () => directory.value ? directory.value.some((person) => !isDemo(person.id)) : people.value > 0,
  trial: () => kept.value.worked !== null,
};
export const isDone = (step: Step) => DONE[step]();
