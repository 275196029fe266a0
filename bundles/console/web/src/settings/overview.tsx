// SPDX-License-Identifier: Apache-2.0
// The list of what can be set, with a search over titles, keys and descriptions.
import { useEffect } from "preact/hooks";
import { useAsked, Shown } from "../kit/asked";
import { Icon, type Drawing } from "../kit/icon";
import { Empty } from "../kit/show";
import { may } from "../live/house";
import { place, replace, to } from "../shell/route";
import { many, t, type Key } from "../words";
import { draftOf } from "./draft";
import { found, groupOf, GROUPS, GROUP_ICONS, hits, titleOf, type Group, type SettingForm } from "./model";

interface Part { key: string; title: Key; hint: Key; icon: Drawing; needs: string | null }
const PARTS: Part[] = [
  { key: "account", title: "settings.mine", hint: "settings.mineHint", icon: "account", needs: null },
  { key: "accounts", title: "settings.accounts", hint: "settings.accountsHint", icon: "people", needs: "see-accounts" },
  { key: "secrets", title: "settings.secrets", hint: "settings.secretsHint", icon: "locked", needs: "keep-secrets" },
  { key: "backups", title: "settings.backups", hint: "settings.backupsHint", icon: "download", needs: "back-up" },
  { key: "outbox", title: "settings.outbox", hint: "settings.outboxHint", icon: "out", needs: "see-house" },
  { key: "demo", title: "settings.demo", hint: "settings.demoHint", icon: "plus", needs: "demonstrate" },
  { key: "history", title: "settings.history", hint: "settings.historyHint", icon: "visits", needs: "see-house" },
];

export function Overview({ current }: { current: string[] }) {
  const asked = useAsked<SettingForm[]>("/settings"), words = place.value.query.get("search") ?? "";
  // A form that was added or taken away beside this list is counted here.
  const where = current.join("/");
  useEffect(() => { if (asked.value) void asked.again(); }, [where]);
  const search = (typed: string) => replace(to("settings", current, { search: typed }));
  const wanted = words.toLowerCase().trim(), parts = PARTS.filter((each) => each.needs === null || may(each.needs)).filter((each) => !wanted || t(each.title).toLowerCase().includes(wanted));
  return (
    <>
      <div class="field settings-search"><label for="settings-search">{t("settings.search")}</label>
        <p class="small quiet" id="settings-search-hint">{t("settings.searchHint")}</p>
        <input id="settings-search" type="search" value={words} aria-describedby="settings-search-hint" autocomplete="off" spellcheck={false} onInput={(event) => search(event.currentTarget.value)} /></div>
      {parts.length > 0 && <section><h2>{t("settings.people")}</h2><ul class="list">{parts.map((each) => (
        <li key={each.key}><Row icon={each.icon} title={t(each.title)} more={t(each.hint)} href={address([each.key], words)} on={current[0] === each.key} /></li>
      ))}</ul></section>}
      <Shown of={asked} lines={6}>{(forms) => <Groups forms={forms} words={words} current={current[0] === "form" ? current[1] : undefined} any={parts.length > 0} />}</Shown>
    </>
  );
}

const address = (rest: string[], words: string) => to("settings", rest, { search: words });

function Groups({ forms, words, current, any }: { forms: SettingForm[]; words: string; current?: string | undefined; any: boolean }) {
  const shown = found(forms, words);
  if (!shown.length) return words && !any ? <Empty title={t("settings.nothingFound", { words })}>{t("settings.nothingFoundHow")}</Empty> : null;
  return <>{GROUPS.map((group) => <GroupSection key={group} group={group} forms={shown.filter((form) => groupOf(form.pid) === group)} words={words} current={current} />)}</>;
}

function GroupSection({ group, forms, words, current }: { group: Group; forms: SettingForm[]; words: string; current?: string | undefined }) {
  if (!forms.length) return null;
  const sorted = [...forms].sort((a, b) => titleOf(a.pid, a.title).localeCompare(titleOf(b.pid, b.title)));
  return (
    <section><h2>{t(`settings.group.${group}`)}</h2><ul class="list">{sorted.map((form) => (
      <li key={form.pid}><Row icon={GROUP_ICONS[group]} title={titleOf(form.pid, form.title)} more={moreOf(form, words)} href={address(["form", form.pid], words)} on={form.pid === current} /></li>
    ))}</ul></section>
  );
}

function moreOf(form: SettingForm, words: string): string {
  const hit = hits(form, words);
  if (hit.length) return hit.slice(0, 3).map((each) => each.title).join(", ");
  const unsaved = [...form.instances, { id: `${form.pid}~?` }].some((each) => Object.keys(draftOf(each.id)).length);
  return [unsaved ? t("settings.unsavedHere") : "", form.factory ? many("settings.instances", form.instances.length) : setWords(form)].filter(Boolean).join(" · ");
}

function setWords(form: SettingForm): string {
  const set = Object.keys(form.instances[0]?.values ?? {}).length;
  return set ? many("settings.set", set) : t("settings.allStandard");
}

function Row({ icon, title, more, href, on }: { icon: Drawing; title: string; more: string; href: string; on: boolean }) {
  return (
    <a class="row" href={href} aria-current={on ? "true" : undefined}>
      <Icon name={icon} /><span class="what">{title}</span><Icon name="right" size={16} /><span class="more">{more}</span>
    </a>
  );
}
