// SPDX-License-Identifier: Apache-2.0
// Cards from a table: tried first, with each row that would be refused by its number, then taken.
import { useId, useState } from "preact/hooks";
import { useDeed } from "../kit/asked";
import { Icon } from "../kit/icon";
import { Said, Section, Table, Trouble } from "../kit/show";
import { ask } from "../live/rest";
import { coded, many, number, t } from "../words";
import { changedHere } from "./directory";
import type { ImportReport } from "./types";

const EXAMPLE = "person,format,facility,number,panel,until\nada-brandt,h10301,42,12345,main,\nben-okafor,h10301,42,12346,,2027-01-31T18:00:00+01:00";
const SHOWN = 200;

interface Tried { file: File; report: ImportReport; taken: boolean }

export function CardTable() {
  const [tried, setTried] = useState<Tried | null>(null), id = useId();
  const doing = useDeed(async (file: File, dryRun: boolean) => {
    if (dryRun) setTried(null);
    const report = await ask<ImportReport>(`/cards/import?dryRun=${dryRun}`, { method: "POST", body: file, type: "text/csv" });
    setTried({ file, report, taken: !dryRun });
    if (!dryRun) await changedHere();
  });
  return (
    <Section title={t("people.table")} hint={t("people.table.hint")}>
      <div class="field">
        <label for={id}>{t("people.table.file")}</label>
        <p class="small quiet" id={`${id}-hint`}>{t("people.table.fileHint")}</p>
        <input id={id} type="file" accept="text/csv,.csv" aria-describedby={`${id}-hint`}
          onChange={(event) => { const file = event.currentTarget.files?.[0]; event.currentTarget.value = ""; if (file) void doing.run(file, true); }} />
      </div>
      <div role="status" aria-busy={doing.busy}>
        {doing.busy && <p class="quiet">{t("people.table.reading")}</p>}
        {tried && !doing.busy && <Report tried={tried} />}
      </div>
      {doing.problem && <Trouble problem={doing.problem} />}
      {tried && !tried.taken && tried.report.taken > 0 && (
        <p class="buttons">
          <button type="button" class="first" aria-disabled={doing.busy || undefined} onClick={() => void doing.run(tried.file, false)}>{many("people.table.take", tried.report.taken)}</button>
          <button type="button" class="second" onClick={() => setTried(null)}>{t("kit.cancel")}</button>
        </p>
      )}
      {tried && tried.report.refused.length > 0 && <Refused report={tried.report} />}
      <details class="fold">
        <summary>{t("people.table.example")}</summary>
        <pre tabIndex={0}>{EXAMPLE}</pre>
        <p class="small quiet">{t("people.table.exampleHint")}</p>
      </details>
    </Section>
  );
}

function Report({ tried: { file, report, taken } }: { tried: Tried }) {
  const words = { file: file.name, taken: number(report.taken), rows: number(report.rows) };
  const tone = report.refused.length > 0 ? "warn" : "good";
  return (
    <>
      <p class={`notice ${tone}`}><Icon name={tone} size={16} />{t(taken ? "people.table.taken" : "people.table.would", words)}</p>
      {!taken && <p class="small quiet">{t("people.table.nothing")}</p>}
    </>
  );
}

function Refused({ report: { refused } }: { report: ImportReport }) {
  const columns = [{ name: t("people.table.row"), num: true }, { name: t("people.table.column") }, { name: t("people.table.why") }];
  const rows = refused.slice(0, SHOWN).map((row, n) => ({ key: `${row.line}-${n}`, cells: [
    number(row.line), row.column, <><strong>{coded("people", "row", row.code)}</strong><br /><span class="small quiet"><Said>{row.sentence}</Said></span></>,
  ] }));
  return (
    <>
      <h3>{many("people.table.refused", refused.length)}</h3>
      <Table label={many("people.table.refused", refused.length)} columns={columns} rows={rows} />
      {refused.length > SHOWN && <p class="small quiet">{t("people.table.more", { n: number(refused.length - SHOWN) })}</p>}
    </>
  );
}
