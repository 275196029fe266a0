// SPDX-License-Identifier: Apache-2.0
// The copy of all that is held of somebody, and their erasure, which ends with a receipt.
import { useEffect, useRef, useState } from "preact/hooks";
import { Form, Select, text, TypeToConfirm } from "../kit/form";
import { Icon } from "../kit/icon";
import { may } from "../live/house";
import { ask, part, send } from "../live/rest";
import { coded, t } from "../words";
import { ReceiptCard } from "./receipts";
import { DeedButton, Part, save } from "./show";
import type { Person, Receipt } from "./types";

const REASONS = ["requested", "tenancy-ended", "mistake"] as const;

export function Farewell({ person, erased }: { person: Person; erased: (name: string, receipt: Receipt) => void }) {
  return (
    <>
      {may("export-person") && <Copy person={person} />}
      {may("erase") && <Erase person={person} erased={erased} />}
    </>
  );
}

function Copy({ person }: { person: Person }) {
  const fetchCopy = async () => save(`${person.id}.zip`, await (await send(`/people/${part(person.id)}/copy`)).blob());
  return (
    <Part id="copy" title={t("people.copy")} hint={t("people.copy.hint")}>
      <p class="buttons"><DeedButton deed={t("people.copy.deed")} act={fetchCopy} class="second small" /></p>
    </Part>
  );
}

function Erase({ person, erased }: { person: Person; erased: (name: string, receipt: Receipt) => void }) {
  const [reason, setReason] = useState<string | null>(null), place = useRef<HTMLDivElement>(null);
  useEffect(() => { if (reason) place.current?.querySelector("input")?.focus(); }, [reason]);
  const act = async () => erased(person.name, await ask<Receipt>(`/people/${part(person.id)}?reason=${part(reason ?? "requested")}`, { method: "DELETE" }));
  return (
    <Part id="erase" title={t("people.erase")} hint={t("people.erase.hint")}>
      {reason === null ? (
        <details class="fold">
          <summary>{t("people.erase.begin", { name: person.name })}</summary>
          <Form id="erase-why" deed={t("people.erase.go")} send={async (typed) => setReason(text(typed, "reason"))} keep>
            <Select name="reason" label={t("people.erase.why")} options={REASONS.map((each) => ({ value: each, title: coded("people", "reason", each) }))} />
          </Form>
        </details>
      ) : (
        <div ref={place}>
          <p class="notice"><Icon name="warn" size={16} />{t("people.erase.warning")}</p>
          <TypeToConfirm name={person.name} deed={t("people.erase.deed", { name: person.name })} act={act} onCancel={() => setReason(null)} />
        </div>
      )}
    </Part>
  );
}

/** What is left: the receipt names nobody, so the page says once whose it was. */
export function Erased({ name, receipt }: { name: string; receipt: Receipt }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.scrollIntoView({ block: "nearest" });
    heading.current?.focus();
  }, []);
  return (
    <article class="person" id="erased">
      <h2 tabIndex={-1} ref={heading}>{t("people.erased.title", { name })}</h2>
      <p class="done good" role="status"><Icon name="good" tone="good" size={24} />{t("people.erased.sentence")}</p>
      <p class="quiet">{t("people.erased.keep")}</p>
      <ReceiptCard receipt={receipt} />
    </article>
  );
}
