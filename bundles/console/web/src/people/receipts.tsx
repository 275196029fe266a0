// SPDX-License-Identifier: Apache-2.0
// What is left of the erased: receipts that name nobody, and checking one again.
import { useId, useState } from "preact/hooks";
import { Shown, useDeed } from "../kit/asked";
import { Icon } from "../kit/icon";
import { Empty, Facts, Said, Section, State, Time, Trouble } from "../kit/show";
import { may } from "../live/house";
import { ask } from "../live/rest";
import { coded, exactly, number, plain, t } from "../words";
import { useFresh } from "./directory";
import { DeedButton, save } from "./show";
import { wrong } from "./sources";
import type { Receipt, Verification } from "./types";

const MOST_BYTES = 16 * 1024;

export function Receipts() {
  const asked = useFresh<Receipt[]>("/receipts");
  return (
    <>
      <Section title={t("people.receipts")} hint={t("people.receipts.hint")}>
        <Shown of={asked} lines={2}>{(all) => all.length === 0 ? <Empty title={t("people.receipts.none")}>{t("people.receipts.noneHint")}</Empty> : (
          <ul class="list">{all.map((receipt) => (
            <li key={receipt.id}>
              <details class="fold inlist">
                <summary>{coded("people", "reason", receipt.reason)} <span class="quiet small"><Time at={receipt.at} /> · {receipt.id}</span></summary>
                <ReceiptCard receipt={receipt} />
              </details>
            </li>
          ))}</ul>
        )}</Shown>
      </Section>
      <CheckFile />
    </>
  );
}

/** A receipt, to be kept, and to be checked again. */
export function ReceiptCard({ receipt }: { receipt: Receipt }) {
  const [found, setFound] = useState<Verification | null>(null);
  const keep = () => save(`receipt-${receipt.id}.json`, new Blob([`${JSON.stringify(receipt, null, 2)}\n`], { type: "application/json" }));
  const removed = Object.entries(receipt.removed).map(([holder, n]) => `${plain(holder)}: ${number(n)}`).join(", ");
  return (
    <div class="receipt">
      <Facts of={[
        [t("people.receipt.id"), receipt.id], [t("people.receipt.at"), exactly(receipt.at)], [t("people.receipt.reason"), coded("people", "reason", receipt.reason)],
        [t("people.receipt.subject"), <code>{receipt.subject}</code>], [t("people.receipt.removed"), removed],
        [t("people.receipt.audit"), t("people.receipt.auditLine", { n: number(receipt.auditSequence) })],
      ]} />
      <div class="buttons">
        <button type="button" class="first" onClick={keep}><Icon name="download" />{t("people.receipt.keep")}</button>
        {may("see-compliance") && <DeedButton deed={t("people.receipt.check")} act={async () => setFound(await check(receipt))} />}
      </div>
      <div role="status">{found && <Checked found={found} />}</div>
    </div>
  );
}

const check = (receipt: unknown) => ask<Verification>("/receipts/verify", { method: "POST", body: receipt });

function Checked({ found }: { found: Verification }) {
  return (
    <>
      <p><State tone={found.holds ? "good" : "bad"} word={t(found.holds ? "people.receipt.holds" : "people.receipt.broken")} /></p>
      <ul class="results">{found.checks.map((each) => (
        <li key={each.name}><Icon name={each.good ? "good" : "bad"} tone={each.good ? "good" : "bad"} size={16} /><span><strong>{coded("people", "check", each.name)}</strong>: <Said>{each.sentence}</Said></span></li>
      ))}</ul>
    </>
  );
}

/** A receipt that somebody brings back. */
function CheckFile() {
  const [found, setFound] = useState<Verification | null>(null), id = useId();
  const doing = useDeed(async (file: File) => {
    setFound(null);
    setFound(await check(await read(file)));
  });
  return (
    <Section title={t("people.receipt.bring")} hint={t("people.receipt.bringHint")}>
      <div class="field">
        <label for={id}>{t("people.receipt.file")}</label>
        <input id={id} type="file" accept="application/json,.json" onChange={(event) => { const file = event.currentTarget.files?.[0]; if (file) void doing.run(file); }} />
      </div>
      {doing.problem && <Trouble problem={doing.problem} />}
      <div role="status">{found && <Checked found={found} />}</div>
    </Section>
  );
}

async function read(file: File): Promise<unknown> {
  const refused = () => wrong("people.receipt.noReceipt", "people.receipt.noReceiptHint");
  if (file.size > MOST_BYTES) throw refused();
  try {
    return JSON.parse(await file.text()) as unknown;
  } catch {
    throw refused();
  }
}
