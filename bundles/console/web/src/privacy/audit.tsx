// SPDX-License-Identifier: Apache-2.0
// Who did what, through which door; and whether the chain of it holds.
import { useState } from "preact/hooks";
import { Shown, useAsked, useDeed } from "../kit/asked";
import { Doing } from "../kit/doing";
import { Field, Select } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, Facts, Said, Trouble } from "../kit/show";
import { may } from "../live/house";
import { ask } from "../live/rest";
import { to } from "../shell/route";
import { coded, exactly, number, t } from "../words";
import type { Audit, AuditLine, Chain } from "./types";

const FIRST = 100, MOST = 1000;
const PSEUDONYM = /subject-[0-9a-f-]{36}/g;
type Names = Record<string, string>;

/** Puts names where the caller was told them. */
const named = (words: string, names: Names) => words.replace(PSEUDONYM, (subject) => names[subject] ?? subject);
export const actionTitle = (action: string) => coded("privacy", "action", action);

export function AuditDetail() {
  const [limit, setLimit] = useState(FIRST), [search, setSearch] = useState(""), [what, setWhat] = useState("");
  const asked = useAsked<Audit>(`/audit?limit=${limit}`);
  return (
    <article class="story">
      <h2>{t("privacy.audit")}</h2>
      <p>{t("privacy.auditMeans")}</p>
      <Verify />
      <Shown of={asked} lines={5}>{({ entries, subjects = {} }) => {
        const actions = [...new Set(entries.map((line) => line.action))].sort((a, b) => actionTitle(a).localeCompare(actionTitle(b)));
        const shown = entries.filter((line) => (!what || line.action === what) && matches(line, subjects, search.trim().toLowerCase()));
        return entries.length ? (
          <>
            <div class="audit-filters">
              <Field name="search" type="search" label={t("privacy.filterWho")} required={false} value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
              <Select name="what" label={t("privacy.filterWhat")} value={what} onChange={setWhat}
                options={[{ value: "", title: t("privacy.all") }, ...actions.map((action) => ({ value: action, title: actionTitle(action) }))]} />
            </div>
            <p class="small quiet" role="status">{t("privacy.shownLines", { n: number(shown.length), of: number(entries.length) })}</p>
            {shown.length ? <ul class="list" id="audit">{shown.map((line) => <Line key={line.sequence} line={line} names={subjects} />)}</ul>
              : <Empty title={t("privacy.noMatch")}>{t("privacy.noMatchHint")}</Empty>}
            {entries.length >= limit && limit < MOST && <p class="buttons"><button type="button" class="second" onClick={() => setLimit(MOST)}>{t("privacy.older", { n: number(MOST) })}</button></p>}
          </>
        ) : <Empty title={t("privacy.noLine")}>{t("privacy.noLineHint")}</Empty>;
      }}</Shown>
    </article>
  );
}

function matches(line: AuditLine, names: Names, search: string): boolean {
  if (!search) return true;
  const all = [line.actor, line.action, actionTitle(line.action), line.through, ...Object.entries(line.details).flat()].map((words) => `${words} ${named(words, names)}`);
  return all.join(" ").toLowerCase().includes(search);
}

function Line({ line, names }: { line: AuditLine; names: Names }) {
  const visit = may("see-visits") && line.actor.startsWith("visit:") && line.actor.slice("visit:".length);
  return (
    <li><details class="line">
      <summary>
        <span class="what">{actionTitle(line.action)}</span>
        <time dateTime={line.at}>{exactly(line.at)}</time>
        <span class="small quiet">{named(line.actor, names)}, {coded("privacy", "through", line.through)}</span>
      </summary>
      <Facts of={[
        [t("privacy.visit"), visit && <a href={to("visits", [visit])}>{visit}</a>],
        ...Object.entries(line.details).map(([key, value]): [string, string] => [key, named(value, names)]),
        [t("privacy.line"), number(line.sequence)],
        [t("privacy.hash"), <code>{line.hash}</code>],
      ]} />
    </details></li>
  );
}

/** Checks every link and every signature, on demand: a long trail takes a while. */
function Verify() {
  const [chain, setChain] = useState<Chain | null>(null);
  const doing = useDeed(async () => {
    setChain(null);
    setChain((await ask<Audit>("/audit?limit=1&verify=true")).chain ?? null);
  });
  return (
    <>
      {doing.busy && <Doing>{t("privacy.verifying")}</Doing>}
      {doing.problem && <Trouble problem={doing.problem} />}
      {chain && <Verified chain={chain} />}
      <p class="buttons"><button id="verify" type="button" class="first" aria-disabled={doing.busy || undefined} onClick={() => void doing.run()}>{t("privacy.verify")}</button></p>
    </>
  );
}

function Verified({ chain }: { chain: Chain }) {
  if (!chain.intact) {
    return (
      <div class="error" id="chain" role="alert"><Icon name="bad" />
        <div><strong>{t("privacy.chainBroken")}</strong><p><Said>{chain.sentence ?? ""}</Said></p><p>{t("privacy.chainBrokenHint")}</p></div></div>
    );
  }
  return (
    <div class="outcome" id="chain" role="status"><Icon name="good" tone="good" />
      <div><strong>{t("privacy.chainHolds", { n: number(chain.good ?? 0) })}</strong>
        {chain.sealed ? <p class="small">{t("privacy.sealedTo", { n: number(chain.sealed.sequence) })} <code>{chain.sealed.hash}</code></p> : <p class="small quiet">{t("privacy.notSealed")}</p>}</div></div>
  );
}
