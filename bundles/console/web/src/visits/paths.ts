// SPDX-License-Identifier: Apache-2.0
// How long the stages of a visit took: computed here, drawn in falls.tsx.
import type { Stage, Visit } from "../live/types";

/** From the picture that counted to the relay. */
export const BUDGET_MS = 500;

const SPOKEN = /^(speech|hangover|encode|transcri|triage)/;
const WHOLE = "capture-to-relay";

/** `begin` is where the bars of what was seen start, `earlier` how many stages came before that. */
export interface Paths { seen: Stage[]; spoken: Stage[]; begin: number; micros: number; earlier: number }

const end = (stage: Stage) => stage.startMicros + stage.durationMicros;
export const endOf = (stages: Stage[]) => Math.max(...stages.map(end));
export const lengthOf = (stages: Stage[]) => (stages[0] ? endOf(stages) - stages[0].startMicros : 0);

/**
 * The stages from the picture that counted to the door, and those of what was said. Core measures
 * the whole from capture to relay; without it the last verification is where the story begins.
 */
export function paths(visit: Pick<Visit, "waterfall">): Paths {
  const stages = [...(visit.waterfall ?? [])].sort((a, b) => a.startMicros - b.startMicros);
  const encoded = stages.filter((stage) => stage.stage === "encode").map(end);
  // Pictures and speech are both decoded; the recogniser's decoding begins where its encoding ends.
  const heard = (stage: Stage) => SPOKEN.test(stage.stage)
    || (stage.stage === "decode" && encoded.some((moment) => Math.abs(moment - stage.startMicros) < 5));
  const whole = stages.find((stage) => stage.stage === WHOLE);
  const check = stages.filter((stage) => stage.stage === "verify").pop();
  const parts = stages.filter((stage) => !heard(stage) && stage.stage !== WHOLE && stage !== check);
  const from = whole?.startMicros ?? check?.startMicros ?? 0;
  const seen = parts.filter((stage) => end(stage) > from);
  const begin = whole || check ? from : seen[0]?.startMicros ?? 0;
  return {
    seen, begin, spoken: stages.filter(heard), earlier: parts.length - seen.length,
    micros: whole ? whole.durationMicros : seen.length ? endOf(seen) - begin : 0,
  };
}
