// SPDX-License-Identifier: Apache-2.0
import type { Model } from "../live/types";
import { t, type Key } from "../words";

const STEPS: [string, Key, Key][] = [
  ["SHADOW", "features.model.SHADOW", "features.stepShadow"],
  ["CANARY", "features.model.CANARY", "features.stepCanary"],
  ["WATCHED", "features.model.WATCHED", "features.stepWatched"],
  ["ACTIVE", "features.model.ACTIVE", "features.stepActive"],
];

/** How far a roll-out is. A pack that only stands by has none. */
export function Steps({ model }: { model: Model }) {
  const at = STEPS.findIndex(([state]) => state === model.state);
  if (at < 0 || model.state === "ACTIVE") return null;
  return (
    <ol class="roll-out-steps" aria-label={t("features.rollOutSteps")}>
      {STEPS.map(([state, name, hint], n) => (
        <li key={state} class={n < at ? "past" : n === at ? "present" : "coming"} aria-current={n === at ? "step" : undefined}>
          <strong>{t(name)}</strong><span class="small quiet">{t(hint)}</span>
        </li>
      ))}
    </ol>
  );
}
