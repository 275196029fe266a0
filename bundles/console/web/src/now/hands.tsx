// SPDX-License-Identifier: Apache-2.0
// Working a door by hand: Open, Hold, Lock, and the outcome where it was pressed.
import { useEffect, useRef, useState } from "preact/hooks";
import { HoldButton } from "../kit/form";
import { Icon } from "../kit/icon";
import { Said, say } from "../kit/show";
import { workedDoors } from "../live/house";
import { part, post, problemOf, type Problem } from "../live/rest";
import type { Door, Outcome, Tone } from "../live/types";
import { toneOf } from "../talk/calls";
import { coded, t } from "../words";

const HELD_SECONDS = 60, TOLD_MS = 60_000;

type Act = "open" | "hold" | "secure";
interface Told { tone: Tone; word: string; said?: string }

/** What an outcome is called depends on what was ordered: a door that was locked was not opened. */
function came(act: Act, outcome: Outcome): Told {
  const renamed = act !== "open" && (outcome.type === "Opened" || outcome.type === "Denied");
  return { tone: toneOf(outcome), word: renamed ? coded("now", act, outcome.type) : coded("talk", "outcome", outcome.type), said: outcome.sentence };
}

/** Refused before anything was ordered, or nobody knows. */
const failed = (problem: Problem): Told => problem.status >= 400 && problem.status < 500
  ? { tone: "bad", word: t("now.notOrdered"), said: `${problem.title}. ${problem.remedy ?? ""}` }
  : { tone: "warn", word: t("now.notAnswered"), said: problem.title };

function useHand(door: Door, heard?: (outcome: Outcome) => void) {
  const [act, setAct] = useState<Act | null>(null), [told, setTold] = useState<Told | null>(null);
  const running = useRef(false);
  useEffect(() => {
    const timer = told ? window.setTimeout(() => setTold(null), TOLD_MS) : 0;
    return () => clearTimeout(timer);
  }, [told]);
  const work = async (ordered: Act) => {
    if (running.current) return;
    running.current = true;
    setAct(ordered);
    setTold(null);
    const body = ordered === "hold" ? { seconds: HELD_SECONDS } : undefined;
    const now = await post<{ outcome: Outcome }>(`/doors/${part(door.id)}/${ordered}`, body)
      .then(({ outcome }) => {
        if (ordered === "open") heard?.(outcome);
        return came(ordered, outcome);
      }, (failure) => failed(problemOf(failure)));
    running.current = false;
    setAct(null);
    setTold(now);
    say(`${door.title}: ${now.word}. ${now.said ?? ""}`);
  };
  return { act, told, work };
}

/** The hand controls of one door; nothing for whoever may not work it. `heard` is told what came of each order to open. */
export function DoorHands({ door, heard: hears }: { door: Door; heard?: (outcome: Outcome) => void }) {
  const { act, told, work } = useHand(door, hears);
  if (!workedDoors.value.includes(door.id)) return null;
  const word = (of: Act) => act === of ? t("now.ordered") : coded("now", "act", of);
  const held = (of: Act, look: string) => (
    <HoldButton id={`${of}-${door.id}`} class={look} deed={word(of)} label={door.title} busy={act !== null} act={() => void work(of)} />
  );
  return (
    <div class="worked">
      <div class="hands" role="group" aria-label={t("now.hand", { door: door.title })}>
        {held("open", "first")}
        {held("hold", "second small")}
        <button id={`secure-${door.id}`} type="button" class="second small" aria-label={`${word("secure")}, ${door.title}`}
          aria-disabled={act !== null || undefined} onClick={() => void work("secure")}>{word("secure")}</button>
      </div>
      {told && <p class="told"><Icon name={told.tone} size={18} tone={told.tone} />
        <span><strong class={told.tone}>{told.word}.</strong>{told.said && <span class="small"> <Said>{told.said}</Said></span>}</span></p>}
    </div>
  );
}
