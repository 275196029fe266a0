// SPDX-License-Identifier: Apache-2.0
// The fields of one configuration. Nothing typed is lost by news, by leaving the page or by a refusal.
import { useEffect, useRef, useState } from "preact/hooks";
import { useDeed } from "../kit/asked";
import { Trouble } from "../kit/show";
import { put, part, type Problem } from "../live/rest";
import { many, t } from "../words";
import { begunOf, draftOf, drop, goOn, keptIn, saved, type, wish } from "./draft";
import { SettingInput } from "./input";
import type { Answer, Instance, Setting, SettingForm } from "./model";
import { isOvertaken, ordered, Overtaken } from "./overtaken";
import { Result, type Outcome } from "./result";

export interface EditorProps { form: SettingForm; instance: Instance; secrets: string[]; again: () => Promise<void>; /** Of one that is not there yet. */ make?: (values: ReturnType<typeof wish>) => Promise<Answer> }

/** The key that a refusal is about: "setting KEY of PID". */
const keyOf = (problem: Problem | null) => /^setting (\S+) of /.exec(problem?.input ?? "")?.[1];
const sentence = (problem: Problem) => [problem.found && problem.allowed ? `${problem.found}; ${problem.allowed}.` : `${problem.title}.`, problem.remedy].filter(Boolean).join(" ");

export function Editor({ form, instance, secrets, again, make }: EditorProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null), place = useRef<HTMLFormElement>(null);
  const draft = draftOf(instance.id), changes = Object.keys(draft).length;
  const saving = useDeed(async (over: Instance) => {
    setOutcome(null);
    const values = wish(draft, form.settings);
    const answer = make ? await make(values) : await ordered(put<Answer>(`/settings/${part(instance.id)}`, { values, if: over.etag }), again);
    goOn(over, values, answer.etag);
    if (!make) setOutcome({ answer });
    await again();
    // Only now: in between the field would show what held before.
    saved(instance.id, draft);
  });
  const wrong = keyOf(saving.problem), known = form.settings.some((each) => each.key === wrong);
  useEffect(() => {
    if (wrong) place.current?.querySelector<HTMLElement>(`[name="${CSS.escape(wrong)}"]`)?.focus();
  }, [saving.problem]);
  const forget = () => { drop(instance.id); saving.clear(); };
  const undone = (answer: Answer) => { setOutcome((before) => ({ answer, undone: !before?.undone })); void again(); };
  return (
    <form class="editor" ref={place} noValidate onSubmit={(event) => { event.preventDefault(); void saving.run(begunOf(instance)); }}>
      {sorted(form.settings).map((setting) => (
        <SettingInput key={setting.key} setting={setting} secrets={secrets} kept={instance.secrets.includes(setting.key)}
          value={valueOf(instance, setting)} changed={setting.key in draft} set={isSet(instance, setting)}
          problem={saving.problem && setting.key === wrong ? sentence(saving.problem) : undefined}
          type={(value) => type(instance, setting, value)} />
      ))}
      <div class="save">
        {isOvertaken(saving.problem) ? <Overtaken form={form} instance={instance} busy={saving.busy} theirs={forget} mine={() => void saving.run(instance)} />
          : saving.problem && !known && <Trouble problem={saving.problem} />}
        {outcome && <Result of={outcome} undone={undone} />}
        <p class="buttons">
          <button type="submit" class="first" id="save" aria-disabled={saving.busy || undefined} disabled={!changes && !make}>{t(saving.busy ? "settings.saving" : make ? "settings.add" : "kit.save")}</button>
          {changes > 0 && <button type="button" class="second" onClick={forget}>{t("settings.discard")}</button>}
          {changes > 0 && <span class="small quiet" role="status">{many("settings.unsaved", changes)}</span>}
        </p>
      </div>
    </form>
  );
}

/** What is needed comes first, the rest as the form has it. */
const sorted = (settings: Setting[]) => [...settings.filter((each) => each.required), ...settings.filter((each) => !each.required)];

function valueOf(instance: Instance, setting: Setting): string | boolean {
  const typed = draftOf(instance.id)[setting.key];
  if (typed === null) return setting.type === "boolean" ? setting.standard === true : "";
  return typed ?? keptIn(instance, setting);
}

function isSet(instance: Instance, setting: Setting): boolean {
  const typed = draftOf(instance.id)[setting.key];
  return typed === undefined ? instance.values[setting.key] !== undefined : typed !== null;
}
