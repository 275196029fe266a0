// SPDX-License-Identifier: Apache-2.0
// A planned restart: told before it begins, over when the gateway has started anew.
import { computed, signal } from "@preact/signals";
import { gateway, hear } from "./house";

export interface RestartTold { at: string; reason: string; withinSeconds: number }

const told = signal<RestartTold | null>(null);

/** The restart that stands before us; null for none. */
export const restart = computed(() => {
  const plan = told.value;
  return plan && !(Date.parse(gateway.value.startedAt) > Date.parse(plan.at)) ? plan : null;
});

export const announce = (plan: RestartTold | null) => { told.value = plan; };

hear((delta) => {
  if (delta.topic === "gateway/restart") announce({ at: delta.at, reason: String(delta["reason"]), withinSeconds: Number(delta["withinSeconds"]) });
});
