// SPDX-License-Identifier: Apache-2.0
// Who set what when, and putting it back.
import { useEffect, useState } from "preact/hooks";
import { useAsked, Shown, useDeed } from "../kit/asked";
import { Empty, State, Time, Trouble, type Tone } from "../kit/show";
import { ask, post } from "../live/rest";
import { coded, t } from "../words";
import { titleOf, type Answer } from "./model";
import { Result, type Outcome } from "./result";

export interface Change {
  n: number; at: string; who: string; id: string; pid: string; title: string; deed: string; state: "begun" | "taken" | "refused" | "failed";
  before: Record<string, string>; after: Record<string, string>; restores?: number;
}
export interface Page { changes: Change[]; cursor?: string }

const TONES: Record<Change["state"], Tone> = { begun: "going", taken: "good", refused: "warn", failed: "bad" };

export function History() {
  const asked = useAsked<Page>("/settings/history");
  const [older, setOlder] = useState<Page | null>(null), [done, setDone] = useState<Outcome | null>(null);
  const more = useDeed(async (cursor: string) => {
    const next = await ask<Page>(`/settings/history?cursor=${encodeURIComponent(cursor)}`);
    setOlder({ ...next, changes: [...(older?.changes ?? []), ...next.changes] });
  });
  useEffect(() => setOlder(null), [asked.value]);
  const back = (answer: Answer) => { setDone({ answer, undone: true }); void asked.again(); };
  return (
    <>
      <h2>{t("settings.history")}</h2>
      <p class="quiet small">{t("settings.historyHint")}</p>
      {done && <Result of={done} undone={back} />}
      <Shown of={asked}>{(page) => {
        const changes = [...page.changes, ...(older?.changes ?? [])], cursor = older ? older.cursor : page.cursor;
        if (!changes.length) return <Empty title={t("settings.historyNone")}>{t("settings.historyNoneHow")}</Empty>;
        return <>
          <ul class="list">{changes.map((change) => <li key={change.n}><Line change={change} back={back} /></li>)}</ul>
          {more.problem && <Trouble problem={more.problem} />}
          {cursor && <p class="buttons"><button type="button" class="second" onClick={() => void more.run(cursor)}>{t("kit.more")}</button></p>}
        </>;
      }}</Shown>
    </>
  );
}

function Line({ change, back }: { change: Change; back: (answer: Answer) => void }) {
  const doing = useDeed(async () => back(await post<Answer>(`/settings/history/${change.n}/restore`)));
  const name = change.id === change.pid ? "" : change.id.replace(`${change.pid}~`, "");
  return (
    <div class="change" id={`change-${change.n}`}>
      <p class="top"><strong>{[titleOf(change.pid, change.title), name].filter(Boolean).join(" · ")}</strong><Time at={change.at} /></p>
      <p class="small quiet">{t("settings.by", { who: change.who, deed: coded("settings", "deed", change.deed) })}
        {change.restores ? ` · ${t("settings.restores", { n: change.restores })}` : ""}</p>
      <Differences change={change} />
      <p class="bottom"><State chip tone={TONES[change.state]} word={coded("settings", "state", change.state)} />
        {change.state !== "failed" && <button type="button" class="second small" aria-label={t("settings.putBackLabel", { name: `${change.title} ${name}` })} aria-disabled={doing.busy || undefined} onClick={() => void doing.run()}>{t("settings.putBackDeed")}</button>}</p>
      {doing.problem && <Trouble problem={doing.problem} />}
    </div>
  );
}

export function Differences({ change }: { change: Pick<Change, "deed" | "before" | "after"> }) {
  const keys = [...new Set([...Object.keys(change.before), ...Object.keys(change.after)])].sort();
  const shown = (value: string | undefined) => value === undefined ? <i class="quiet">{t("settings.default")}</i> : value === "***" ? <i class="quiet">{t("settings.masked")}</i> : <span>{value || t("settings.empty")}</span>;
  return (
    <dl class="differences">{keys.map((key) => <div key={key}><dt><code>{key}</code></dt>
      <dd>{change.deed !== "made" && <><span class="unseen">{t("settings.was")} </span><del>{shown(change.before[key])}</del></>}
        {change.deed === "changed" && <span aria-hidden="true"> → </span>}
        {change.deed !== "removed" && <><span class="unseen">{t("settings.is")} </span><ins>{shown(change.after[key])}</ins></>}</dd></div>)}</dl>
  );
}
