// SPDX-License-Identifier: Apache-2.0
// Who is logged in at this phone, and the line on which calls come.
import { signal } from "@preact/signals";
import { building } from "../live/house";
import { ask } from "../live/rest";
import type { Caller } from "../live/types";
import { leave, listen, listening, wake } from "../talk/calls";

const FIRST_WAIT_MS = 1000, LONGEST_WAIT_MS = 30_000;

/** Undefined: not known yet; null: nobody. */
export const caller = signal<Caller | null | undefined>(undefined);
let wait = FIRST_WAIT_MS, retry = 0;

export const answers = () => !!caller.value?.permissions.includes("answer-calls");

export async function begin(): Promise<void> {
  clearTimeout(retry);
  try {
    const session = await ask<{ caller?: Caller; building?: string }>("/session");
    caller.value = session.caller ?? null;
    building.value = session.building ?? "";
  } catch {
    return later();
  }
  if (!answers()) return leave();
  void wake();
  listen(later);
}

function later() {
  listening.value = false;
  clearTimeout(retry);
  retry = window.setTimeout(() => void begin(), wait);
  wait = Math.min(2 * wait, LONGEST_WAIT_MS);
}

listening.subscribe((heard) => { if (heard) wait = FIRST_WAIT_MS; });
