// SPDX-License-Identifier: Apache-2.0
// Features and models as this page keeps them fresh: after its own orders, after deltas, and while
// something is under way.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAsked, type Asked } from "../kit/asked";
import { useEvery } from "../kit/doing";
import { comparisons, hear, models } from "../live/house";
import { ask } from "../live/rest";
import type { Comparison, Model } from "../live/types";
import type { Features } from "./types";
import { onTrial } from "./types";

const BUSY_MS = 1000, TRIAL_MS = 4000, LOOK_MS = 2000;

const turn = signal(0);
/** Something was ordered: whoever shows features asks again. */
export const featuresChanged = () => { turn.value++; };
hear((delta) => { if (delta.topic.startsWith("bundle/")) featuresChanged(); });

/** @param busy whether an order of this page is being carried out */
export function useFeatures(busy = false): Asked<Features> {
  const asked = useAsked<Features>("/features"), now = turn.value;
  useEffect(() => { if (now) void asked.again(); }, [now]);
  useEvery(busy || asked.value?.progress ? BUSY_MS : null, asked.again);
  return asked;
}

async function takeModels() {
  const [packs, compared] = await Promise.all([ask<Model[]>("/models"), ask<Comparison[]>("/models/comparisons")]);
  models.value = packs;
  comparisons.value = compared;
}

/** Asks again, and keeps nobody waiting: what was shown stays when there is no answer. */
export const modelsChanged = () => void takeModels().catch(() => null);

/** What the library does now, in its own words; empty for nothing. While it works, the models are asked again. */
export function useModelProgress(): string {
  const asked = useAsked<{ progress: string }>("/models/progress"), progress = asked.value?.progress ?? "";
  useEvery(LOOK_MS, asked.again);
  useEvery(progress || models.value.some((model) => onTrial(model) || model.state === "WATCHED") ? TRIAL_MS : null,
    modelsChanged);
  return progress;
}
