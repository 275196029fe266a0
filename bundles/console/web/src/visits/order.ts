// SPDX-License-Identifier: Apache-2.0
// The visits as the list shows them, so that the detail can step to the one before and after.
import { signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { place, replace, to } from "../shell/route";

export const order = signal<string[]>([]);

/** The visit that is so many steps older, or newer if negative; undefined at the ends. */
export function beside(id: string | undefined, steps: number): string | undefined {
  const at = id === undefined ? -1 : order.value.indexOf(id);
  return at < 0 ? (steps > 0 ? order.value[0] : undefined) : order.value[at + steps];
}

/** The address of a visit, with the filter that is in force. */
export const addressOf = (id: string) => to("visits", [id], Object.fromEntries(place.value.query));

/** Goes there as one does when leafing: the way back is the list, not each visit that was passed. */
export const leafTo = (id: string) => replace(addressOf(id));

const STEPS: Record<string, number> = { j: 1, k: -1, ArrowRight: 1, ArrowLeft: -1 };
const TYPING = "input, select, textarea, audio, [role=region], [contenteditable]";

/**
 * Leafs by key while the pane has the focus: one letter alone counts nowhere else, so that nobody
 * who dictates is moved about (WCAG 2.1.4). The address says where one is: it is never behind the keys.
 */
export function useLeafing(inside: RefObject<HTMLElement | null>, pane: string, leaf: (id: string) => void) {
  useEffect(() => {
    const whole = inside.current?.closest<HTMLElement>(pane);
    const pressed = (event: KeyboardEvent) => {
      const steps = STEPS[event.key], typing = event.target instanceof Element && event.target.closest(TYPING);
      const next = steps && !typing && !event.ctrlKey && !event.metaKey && !event.altKey ? beside(place.value.rest[0], steps) : undefined;
      if (!next) return;
      event.preventDefault();
      leaf(next);
    };
    whole?.addEventListener("keydown", pressed);
    return () => whole?.removeEventListener("keydown", pressed);
  }, []);
}
