// SPDX-License-Identifier: Apache-2.0
// What is left of the erased: receipts that name nobody, and the check that they still hold.
import { useState } from "preact/hooks";
import { Shown, useAsked, useDeed } from "../kit/asked";
import { Field, Form } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, Facts, Said, Section, State, Trouble } from "../kit/show";
import { post, Refused } from "../live/rest";
import { coded, exactly, number, t } from "../words";
import type { Receipt, Verification } from "./types";

export function ReceiptsDetail() {
  const asked = useAsked<Receipt[]>("/receipts");
  return (
    <article class="story">
      <h2>{t("privacy.receipts")}</h2>
      <p>{t("privacy.receiptsMean")}</p>
      <Shown of={asked}>{(receipts) => receipts.length ? <ul class="list">{receipts.map((receipt) => <One key={receipt.id} receipt={receipt} />)}</ul>
        : <Empty title={t("privacy.noReceipt")}>{t("privacy.noReceiptHint")}</Empty>}</Shown>
      <Brought />
    </article>
  );
}

const check = (receipt: unknown) => post<Verification>("/receipts/verify", receipt);

function One({ receipt }: { receipt: Receipt }) {
  const [found, setFound] = useState<Verification | null>(null);
  const doing = useDeed(async () => setFound(await check(receipt)));
  return (
    <li class="kept-receipt">
      <h3>{receipt.id}</h3>
      <Facts of={[
        [t("privacy.at"), exactly(receipt.at)],
        [t("privacy.reason"), coded("privacy", "reason", receipt.reason)],
        [t("privacy.gone"), Object.entries(receipt.removed).map(([holder, count]) => `${holder}: ${number(count)}`).join(", ")],
        [t("privacy.auditLine"), number(receipt.auditSequence)],
        [t("privacy.pseudonym"), <code>{receipt.subject}</code>],
      ]} />
      {doing.problem && <Trouble problem={doing.problem} />}
      {found && <Checked of={found} />}
      <p class="buttons"><button type="button" class="second small" aria-disabled={doing.busy || undefined} onClick={() => void doing.run()}>{t("privacy.checkAgain")}</button></p>
    </li>
  );
}

function Checked({ of }: { of: Verification }) {
  return (
    <div class="checked" role="status">
      <State tone={of.holds ? "good" : "bad"} word={t(of.holds ? "privacy.holds" : "privacy.holdsNot")} />
      <ul class="results">{of.checks.map((each) => <li key={each.name}><Icon name={each.good ? "good" : "bad"} tone={each.good ? "good" : "bad"} size={16} /><Said>{each.sentence}</Said></li>)}</ul>
    </div>
  );
}

/** A receipt that somebody brought. */
function Brought() {
  const [found, setFound] = useState<Verification | null>(null);
  const send = async (typed: FormData) => {
    setFound(null);
    const file = typed.get("receipt"), words = file instanceof File ? await file.text() : "";
    let receipt: unknown;
    try {
      receipt = JSON.parse(words);
    } catch {
      throw new Refused({ title: t("privacy.noJson"), status: 422, remedy: t("privacy.noJsonRemedy") });
    }
    setFound(await check(receipt));
  };
  return (
    <Section title={t("privacy.brought")}>
      {found && <Checked of={found} />}
      <Form id="brought" deed={t("privacy.check")} send={send} keep>
        <Field name="receipt" type="file" accept=".json,application/json" label={t("privacy.receiptFile")} hint={t("privacy.receiptFileHint")} />
      </Form>
    </Section>
  );
}
