// SPDX-License-Identifier: Apache-2.0
// Somebody else changed a configuration while somebody typed: what they changed, and whose values hold.
import { useAsked } from "../kit/asked";
import { Icon } from "../kit/icon";
import { problemOf, type Problem } from "../live/rest";
import { t } from "../words";
import { begunOf } from "./draft";
import { Differences, type Change, type Page } from "./history";
import type { Instance, SettingForm, Value } from "./model";

export const isOvertaken = (problem: Problem | null) => problem?.code === "setting-changed";

/** Awaits a change; where somebody else was quicker, what holds now is read before that is said. */
export async function ordered<T>(change: Promise<T>, again: () => Promise<void>): Promise<T> {
  try {
    return await change;
  } catch (failure) {
    if (isOvertaken(problemOf(failure))) await again();
    throw failure;
  }
}

export interface OvertakenProps {
  form: SettingForm; /** As it is now. */ instance: Instance; busy: boolean;
  /** Forgets what was typed. */ theirs: () => void; /** Saves what was typed all the same. */ mine: () => void;
}

export function Overtaken({ form, instance, busy, theirs, mine }: OvertakenProps) {
  const changed = changes(form, begunOf(instance), instance), history = useAsked<Page>("/settings/history");
  const last = history.value?.changes.find((each) => each.id === instance.id), who = last && told(last, changed) ? last.who : "";
  return (
    <div class="error overtaken" role="alert">
      <Icon name="bad" />
      <div>
        <p><strong>{who ? t("settings.overtakenBy", { who }) : t("settings.overtaken")}</strong> {t("settings.overtakenKept")}</p>
        {Object.keys({ ...changed.before, ...changed.after }).length > 0 ? <Differences change={changed} /> : <p class="small">{t("settings.overtakenUnseen")}</p>}
        <p class="buttons">
          <button type="button" id="take-theirs" class="second small" onClick={theirs}>{t("settings.overtakenTheirs")}</button>
          <button type="button" id="save-mine" class="second small" aria-disabled={busy || undefined} onClick={mine}>{t("settings.overtakenMine")}</button>
        </p>
      </div>
    </div>
  );
}

type Changed = Pick<Change, "deed" | "before" | "after">;
const text = (value: Value | undefined) => value === undefined ? undefined : String(value);

/** What holds now and did not when typing began; secrets are not told. */
export function changes(form: SettingForm, begun: Instance, now: Instance): Changed {
  const keys = form.settings.map((each) => each.key).filter((key) => text(begun.values[key]) !== text(now.values[key]));
  const of = (values: Record<string, Value>) => Object.fromEntries(keys.flatMap((key) => values[key] === undefined ? [] : [[key, String(values[key])]]));
  return { deed: "changed", before: of(begun.values), after: of(now.values) };
}

/** Whether the newest change of the history is what was found: a file that was edited by hand is in none. */
const told = (change: Change, { before, after }: Changed) =>
  Object.keys({ ...before, ...after }).some((key) => (key in change.before || key in change.after) && change.after[key] === after[key]);
