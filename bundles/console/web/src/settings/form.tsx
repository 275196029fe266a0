// SPDX-License-Identifier: Apache-2.0
// One form: the configuration that there is, or the list of them, or one of the list.
import { useState } from "preact/hooks";
import { useAsked, Shown, useDeed } from "../kit/asked";
import { Icon } from "../kit/icon";
import { Empty, Said, Trouble } from "../kit/show";
import { may, refetch } from "../live/house";
import { part, post, remove } from "../live/rest";
import { go, to } from "../shell/route";
import { t } from "../words";
import { draftOf } from "./draft";
import { Editor } from "./editor";
import { nameOf, titleOf, type Answer, type Instance, type SettingForm } from "./model";
import { Result, type Outcome } from "./result";

const NEW = "new";

export function FormDetail({ pid, id }: { pid: string; id?: string | undefined }) {
  const asked = useAsked<SettingForm[]>("/settings"), names = useAsked<string[]>(may("keep-secrets") ? "/secrets" : null);
  // What was changed may stand on every page: a title, the name of the building.
  const again = () => { refetch(); return asked.again(); };
  return (
    <Shown of={asked}>{(forms) => {
      const form = forms.find((each) => each.pid === pid);
      if (!form) return <><h2>{titleOf(pid, pid)}</h2><Empty title={t("settings.formGone")}>{t("settings.formGoneHow")}</Empty></>;
      return <OneForm form={form} id={id} secrets={names.value ?? []} again={again} />;
    }}</Shown>
  );
}

function OneForm({ form, id, secrets, again }: { form: SettingForm; id?: string | undefined; secrets: string[]; again: () => Promise<void> }) {
  const single = form.factory ? form.instances.find((each) => each.id === id) : form.instances[0];
  const title = titleOf(form.pid, form.title);
  return (
    <>
      {form.factory && id && <p><a class="up" href={to("settings", ["form", form.pid])}><Icon name="left" size={16} />{title}</a></p>}
      <h2>{form.factory && single ? nameOf(form, single.id) : form.factory && id === NEW ? t("settings.addTitle", { title }) : title}</h2>
      <p class="quiet small"><Said>{form.description}</Said></p>
      <p class="small quiet">{t("settings.file")} <code>etc/{(single ? single.id : form.pid).replace("~", "-")}{form.factory && !single ? "-…" : ""}.cfg</code></p>
      {single ? <Editor key={single.id} form={form} instance={single} secrets={secrets} again={again} />
        : id === NEW ? <Another form={form} secrets={secrets} again={again} /> : <Several form={form} again={again} />}
      {form.factory && single && <Remove form={form} instance={single} again={again} />}
    </>
  );
}

function Several({ form, again }: { form: SettingForm; again: () => Promise<void> }) {
  const left = removed.get(form.pid), [, redraw] = useState(0);
  const undone = (answer: Answer) => {
    if (left) removed.set(form.pid, { answer, undone: !left.undone });
    redraw((n) => n + 1);
    void again();
  };
  return (
    <>
      {left && <Result of={left} undone={undone} />}
      <p class="buttons"><a class="first" href={to("settings", ["form", form.pid, NEW])}><Icon name="plus" />{t("settings.add")}</a></p>
      {form.instances.length === 0 ? <Empty title={t("settings.noneYet")}>{t("settings.noneYetHow")}</Empty>
        : <ul class="list">{form.instances.map((each) => <li key={each.id}><InstanceRow form={form} instance={each} /></li>)}</ul>}
    </>
  );
}

function InstanceRow({ form, instance }: { form: SettingForm; instance: Instance }) {
  const unsaved = Object.keys(draftOf(instance.id)).length > 0, title = instance.values["title"];
  return (
    <a class="row" href={to("settings", ["form", form.pid, instance.id])}>
      <Icon name="settings" /><span class="what">{nameOf(form, instance.id)}</span><Icon name="right" size={16} />
      <span class="more">{[typeof title === "string" ? title : "", unsaved ? t("settings.unsavedHere") : ""].filter(Boolean).join(" · ")}</span>
    </a>
  );
}

/** What was removed last, by form: the list that is shown next offers it back. */
const removed = new Map<string, Outcome>();

function Remove({ form, instance, again }: { form: SettingForm; instance: Instance; again: () => Promise<void> }) {
  const doing = useDeed(async () => {
    removed.set(form.pid, { answer: await remove<Answer>(`/settings/${part(instance.id)}`) });
    await again();
    go(to("settings", ["form", form.pid]));
  });
  return (
    <section class="apart"><h3>{t("settings.removeTitle")}</h3><p class="small quiet">{t("settings.removeHint")}</p>
      {doing.problem && <Trouble problem={doing.problem} />}
      <p class="buttons"><button type="button" id="remove" class="second" aria-disabled={doing.busy || undefined} onClick={() => void doing.run()}>{t("settings.remove", { name: nameOf(form, instance.id) })}</button></p>
    </section>
  );
}

function Another({ form, secrets, again }: { form: SettingForm; secrets: string[]; again: () => Promise<void> }) {
  const instance: Instance = { id: `${form.pid}~?`, etag: "", values: {}, secrets: [] };
  const make = async (values: Record<string, unknown>) => {
    const answer = await post<Answer>(`/settings/${part(form.pid)}`, { values });
    removed.set(form.pid, { answer });
    go(to("settings", ["form", form.pid]));
    return answer;
  };
  return <Editor form={form} instance={instance} secrets={secrets} again={again} make={make} />;
}
