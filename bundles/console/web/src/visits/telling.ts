// SPDX-License-Identifier: Apache-2.0
// One sentence that says who came and what came of it, with the tone that goes with it.
import { isDemo } from "../demo/mark";
import type { Outcome, Tone, Visit } from "../live/types";
import { ms, t, upper, type Key } from "../words";
import { paths } from "./paths";

/** In the English of the gateway: `said` ends the sentence, `cause` says why the door stayed shut. */
export interface Telling { tone: Tone; sentence: string; said?: string; cause?: string }

/** Whoever came, as they stand at the beginning of a sentence and after "for". */
function whoOf(visit: Visit, name: string | undefined): { is: string; for: string } {
  if (visit.claimedName) return { is: t("visits.who.code", { name: visit.claimedName }), for: t("visits.for.code", { name: visit.claimedName }) };
  if (name) return { is: name, for: name };
  return { is: t("visits.who.anybody"), for: t("visits.for.anybody") };
}

/** What stands where somebody was let in who was erased, or whose name is not kept. */
const NAMELESS = new Set(["erased", "not-kept"]);

/** Whom the decision lets in, by their id; undefined where nobody may know. */
export const admittedOf = ({ decision }: Visit) =>
  decision?.type === "Admit" && decision.person && !NAMELESS.has(decision.person) ? decision.person : undefined;

const NOT_OPENED: Record<Exclude<Outcome["type"], "Opened">, { tone: Tone; key: Key }> = {
  Denied: { tone: "bad", key: "visits.story.Denied" }, Cancelled: { tone: "calm", key: "visits.story.Cancelled" },
  TimedOut: { tone: "warn", key: "visits.story.TimedOut" }, Unreachable: { tone: "warn", key: "visits.story.Unreachable" },
};

/**
 * Tells a visit; one of the demonstration says that it is.
 *
 * @param known how the person is called that the decision names, where that is known
 */
export function storyOf(visit: Visit, known?: string): Telling {
  const told = whole(visit, known);
  return isDemo(visit.id) ? { ...told, sentence: `Demo: ${told.sentence}` } : told;
}

function whole(visit: Visit, known: string | undefined): Telling {
  const { outcome, decision } = visit;
  const name = known ?? visit.claimedName ?? admittedOf(visit);
  const who = whoOf(visit, name);
  if (outcome?.type === "Opened") {
    const { micros } = paths(visit), values = { who: name ?? who.for, ms: ms(micros) };
    return { tone: "good", sentence: micros ? t("visits.story.openedAfter", values) : t("visits.story.opened", values) };
  }
  if (outcome) {
    const { tone, key } = NOT_OPENED[outcome.type];
    return { tone, sentence: t(key, { who: who.for }), cause: outcome.sentence };
  }
  if (decision) return decided(visit, who, name);
  return visit.closedAt ? { tone: "calm", sentence: t("visits.story.left") } : { tone: "going", sentence: t("visits.story.here", { who: upper(who.is) }) };
}

function decided(visit: Visit, who: { is: string; for: string }, name: string | undefined): Telling {
  const decision = visit.decision, is = upper(who.is);
  switch (decision?.type) {
    case "Admit": return { tone: "going", sentence: t("visits.story.admit", { who: name ?? who.for }) };
    case "Refuse": return { tone: "bad", sentence: t("visits.story.refuse", { who: who.for }) };
    case "Direct": return { tone: "calm", sentence: t(decision.direction === "PARCEL_ROOM" ? "visits.story.parcelRoom" : "visits.story.declined", { who: is }) };
    case "AskMore": return { tone: "going", sentence: t("visits.story.asked"), said: decision.question ?? decision.reason };
    default: return visit.closedAt ? { tone: "calm", sentence: t("visits.story.rang", { who: is }) }
      : { tone: decision?.urgent ? "bad" : "going", sentence: t("visits.story.rings", { who: is }) };
  }
}
