// SPDX-License-Identifier: Apache-2.0
// Why somebody may pass a door at a moment, or not, step by step.
import { useState } from "preact/hooks";
import { Check, Field, Form, Select, text } from "../kit/form";
import { Icon } from "../kit/icon";
import { Said, State, type Tone } from "../kit/show";
import { doors, doorTitle } from "../live/house";
import { ask, part } from "../live/rest";
import { coded, exactly, t } from "../words";
import { way } from "./rulewords";
import type { Explanation, Person } from "./types";

const METHODS = ["face", "code", "card", "phone"] as const;
const TONES: Record<Explanation["entitlement"]["type"], Tone> = { Granted: "good", MoreNeeded: "warn", Refused: "bad" };

export function Explain({ person }: { person: Person }) {
  const [answer, setAnswer] = useState<Explanation | null>(null);
  const send = async (typed: FormData) => {
    const by = typed.getAll("by").join(","), at = text(typed, "at");
    const query = new URLSearchParams({ person: person.id, by: by || "human", ...(at && { at: new Date(at).toISOString() }) });
    setAnswer(await ask<Explanation>(`/doors/${part(text(typed, "door"))}/explain?${query}`));
  };
  if (doors.value.length === 0) return null;
  return (
    <details class="fold" id="explain">
      <summary>{t("people.explain")}</summary>
      <Form id="explain-form" deed={t("people.explain.ask")} send={send} keep>
        <Select name="door" label={t("people.explain.door")} value={person.doors[0] ?? ""} options={doors.value.map((door) => ({ value: door.id, title: door.title }))} />
        <Field name="at" type="datetime-local" label={t("people.explain.at")} hint={t("people.explain.atHint")} required={false} />
        <fieldset class="checks">
          <legend>{t("people.explain.by")}</legend>
          {METHODS.map((method) => <Check key={method} name="by" value={method} label={coded("people", "way", method)} checked={method === "face"} />)}
        </fieldset>
      </Form>
      <div role="status">{answer && <Because answer={answer} />}</div>
    </details>
  );
}

function Because({ answer: { door, at, entitlement: { type, code, sentence, from, missing, trace } } }: { answer: Explanation }) {
  return (
    <div class="because">
      <p><State tone={TONES[type]} word={t(`people.explain.${type}`)} /> <span class="quiet small">{doorTitle(door)}, {exactly(at)}</span></p>
      {code && <p>{coded("people", "refused", code)}{sentence && <>: <Said>{sentence}</Said></>}</p>}
      {missing && <p>{t("people.explain.missing", { ways: missing.map(way).join(t("people.or")) })}</p>}
      {from && <p>{t("people.explain.from", { at: exactly(from) })}</p>}
      <ul class="list why">
        {trace.map((step, n) => (
          <li key={n}>
            <span class="state"><Icon name={step.holds ? "good" : "bad"} tone={step.holds ? "good" : "bad"} size={18} />{t(step.holds ? "people.explain.for" : "people.explain.against")}</span>
            <span><strong><Said>{step.rule}</Said></strong><br /><Said>{step.sentence}</Said></span>
          </li>
        ))}
      </ul>
    </div>
  );
}
