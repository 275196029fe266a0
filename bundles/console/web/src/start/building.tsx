// SPDX-License-Identifier: Apache-2.0
// What the house is called, under which law it stands, and what follows from that in words.
import { useState } from "preact/hooks";
import { Shown, useAsked, useDeed } from "../kit/asked";
import { Field, Select } from "../kit/form";
import { Empty, Trouble } from "../kit/show";
import { may, refetch } from "../live/house";
import { part, put } from "../live/rest";
import type { Site } from "../privacy/types";
import { begunOf, draftOf, drop, goOn, keptIn, saved, type, wish } from "../settings/draft";
import type { Answer, Instance, SettingForm } from "../settings/model";
import { isOvertaken, ordered, Overtaken } from "../settings/overtaken";
import { Result, type Outcome } from "../settings/result";
import { coded, language, t, upper } from "../words";
import { Follows } from "./follows";
import { kept, note } from "./progress";

const POLICY = "org.vestibule.store.site", LANGUAGES = ["de", "en", "es", "fr", "it"];

export function Building() {
  const allowed = may("change-policy") && may("see-compliance");
  const site = useAsked<Site>(allowed ? "/site" : null), settings = useAsked<SettingForm[]>(allowed ? "/settings" : null);
  if (!allowed) return <Empty title={t("start.mayNot")}>{t("start.mayNotHint")}</Empty>;
  // The name stands above every page.
  const again = async () => { refetch(); await Promise.all([site.again(), settings.again()]); };
  return (
    <>
      <p>{t("start.building.hint")}</p>
      <Shown of={settings}>{(forms) => {
        const form = forms.find((each) => each.pid === POLICY), instance = form?.instances[0];
        if (!form || !instance) return <Empty title={t("start.building.none")}>{t("start.building.noneHint")}</Empty>;
        return <Shown of={site}>{(now) => <Choice form={form} instance={instance} site={now} again={again} />}</Shown>;
      }}</Shown>
    </>
  );
}

interface ChoiceProps { form: SettingForm; instance: Instance; site: Site; again: () => Promise<void> }

function Choice({ form, instance, site, again }: ChoiceProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null), draft = draftOf(instance.id), { chosen, choose } = useChosen(form, instance);
  const changed = Object.keys(draft).length > 0;
  const saving = useDeed(async (over: Instance) => {
    setOutcome(null);
    if (changed) {
      const values = wish(draft, form.settings), answer = await ordered(put<Answer>(`/settings/${part(instance.id)}`, { values, if: over.etag }), again);
      goOn(over, values, answer.etag);
      setOutcome({ answer });
      await again();
      // What was not taken stays as it was chosen.
      if (!answer.taken) return;
      saved(instance.id, draft);
    }
    note({ decided: true });
  });
  const undone = (answer: Answer) => { setOutcome((before) => ({ answer, undone: !before?.undone })); void again(); };
  return (
    <form id="building" onSubmit={(event) => { event.preventDefault(); void saving.run(begunOf(instance)); }}>
      <Field name="building" label={t("start.building.name")} hint={t("start.building.nameHint")} value={chosen("building")} maxLength={80} required={false} autocomplete="off"
        onInput={(event) => choose("building", event.currentTarget.value)} />
      <fieldset class="checks">
        <legend>{t("start.building.profile")}</legend>
        {site.profiles.map((name) => (
          <label class="check" key={name}>
            <input type="radio" name="profile" value={name} checked={(chosen("profile") || site.name) === name} onChange={() => choose("profile", name)} />
            <span>{coded("start", "profile", name)}</span>
          </label>
        ))}
      </fieldset>
      <Follows site={site} />
      <Select name="language" label={t("start.building.language")} hint={t("start.building.languageHint")} value={chosen("language")} onChange={(value) => choose("language", value)}
        options={LANGUAGES.map((value) => ({ value, title: spoken(value) }))} />
      {isOvertaken(saving.problem) ? <Overtaken form={form} instance={instance} busy={saving.busy} theirs={() => { drop(instance.id); saving.clear(); }} mine={() => void saving.run(instance)} />
        : saving.problem && <><Trouble problem={saving.problem} /><p class="small quiet">{t("start.building.stays")}</p></>}
      {outcome && <Result of={outcome} undone={undone} />}
      <p class="buttons"><button type="submit" class={kept.value.decided && !changed ? "second" : "first"} aria-disabled={saving.busy || undefined}>
        {t(changed ? "start.building.use" : "start.building.keep")}</button></p>
    </form>
  );
}

/** What stands in the two fields: what was chosen, here or among the settings, or else what holds. */
function useChosen(form: SettingForm, instance: Instance) {
  const settingOf = (key: string) => form.settings.find((each) => each.key === key);
  const chosen = (key: string) => {
    const typed = draftOf(instance.id)[key], setting = settingOf(key);
    // Null was typed: what the form has by itself, whatever is kept.
    return String((typed === undefined ? setting && keptIn(instance, setting) : typed) || (setting?.standard ?? ""));
  };
  const choose = (key: string, value: string) => {
    const setting = settingOf(key);
    if (setting) type(instance, setting, value === (setting.standard ?? "") ? null : value);
  };
  return { chosen, choose };
}

const spoken = (code: string) => upper(new Intl.DisplayNames([language.value], { type: "language" }).of(code) ?? code);
