// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { lasting, seconds } from "../kit/amounts";
import { Shown, useAsked } from "../kit/asked";
import { TypeToConfirm } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, Said, Section, Table, Time, say } from "../kit/show";
import { may } from "../live/house";
import { post } from "../live/rest";
import { to } from "../shell/route";
import { coded, many, number, t } from "../words";
import type { Retention, Run } from "./types";

export const kindTitle = (what: string) => coded("privacy", "kind", what.replace(/ /g, "-"));

/** Who says so, from the gateway's short form: "profile eu", "setting visitDays", "never kept: ...". */
function because(said: string): string {
  const found = /^(never kept: )?(profile|setting) (.+)$/.exec(said);
  return found ? t(found[2] === "profile" ? "privacy.byProfile" : "privacy.bySetting", { name: found[3] ?? "" }) : said;
}

export function RetentionDetail() {
  const asked = useAsked<Retention>("/retention");
  return (
    <article class="story">
      <h2>{t("privacy.retention")}</h2>
      <p>{t("privacy.retentionMeans")}</p>
      <Shown of={asked}>{(retention) => (
        <>
          {retention.rules.length ? <Rules of={retention} /> : <Empty title={t("privacy.noRule")}>{t("privacy.noRuleHint")}</Empty>}
          <p class="small"><a href={to("privacy", ["site"])}>{t("privacy.toLaws")}</a></p>
          {retention.last && <Section title={t("privacy.lastRun")}><Ran run={retention.last} /></Section>}
          {may("change-policy") && <RunNow due={retention.due} again={asked.again} />}
        </>
      )}</Shown>
    </article>
  );
}

function Rules({ of }: { of: Retention }) {
  const columns = [{ name: t("privacy.what") }, { name: t("privacy.atMost"), num: true }, { name: t("privacy.due"), num: true }];
  const goes = (what: string) => what in of.due ? number(of.due[what] ?? 0) : t("privacy.notCountable");
  return <Table label={t("privacy.retention")} columns={columns} rows={of.rules.map((rule) => ({ key: rule.what, cells: [
    <>{kindTitle(rule.what)}<br /><span class="small quiet">{because(rule.because)}</span></>, seconds(rule.keep) ? lasting(rule.keep) : t("privacy.neverKept"), goes(rule.what)] }))} />;
}

function Ran({ run }: { run: Run }) {
  const removed = Object.entries(run.removed).filter(([, count]) => count);
  return (
    <div id="ran">
      <p><Time at={run.at} />: {removed.length ? removed.map(([what, count]) => `${kindTitle(what)}: ${number(count)}`).join(", ") : t("privacy.nothingWent")}</p>
      {run.problems.map((problem) => <p key={problem} class="notice bad"><Icon name="bad" size={16} /><Said>{problem}</Said></p>)}
    </div>
  );
}

/** Runs now. What goes is gone, so the word is typed first. */
function RunNow({ due, again }: { due: Record<string, number>; again: () => Promise<void> }) {
  const [asking, ask] = useState(false), [run, setRun] = useState<Run | null>(null);
  const all = Object.values(due).reduce((sum, count) => sum + count, 0);
  const act = async () => {
    const done = await post<Run>("/retention/run");
    setRun(done);
    ask(false);
    say(t("privacy.runDone"));
    await again();
  };
  return (
    <Section title={t("privacy.runNow")} hint={t("privacy.runHint")}>
      {run && <div class="outcome" id="outcome" role="status"><Icon name={run.problems.length ? "warn" : "good"} tone={run.problems.length ? "warn" : "good"} />
        <div><strong>{t(run.problems.length ? "privacy.runTrouble" : "privacy.runDone")}</strong><Ran run={run} /></div></div>}
      {asking ? <><p>{all ? many("privacy.wouldGo", all) : t("privacy.nothingDue")}</p>
        <TypeToConfirm name={t("privacy.runWord")} deed={t("privacy.runDo")} act={act} onCancel={() => ask(false)} /></>
        : <p class="buttons"><button id="run-retention" type="button" class="second" onClick={() => ask(true)}>{t("privacy.runDo")}</button></p>}
    </Section>
  );
}
