// SPDX-License-Identifier: Apache-2.0
// What somebody agreed to and took back: the ledger, with the texts in the language in which they were read.
import { useId, useState } from "preact/hooks";
import { Shown, useAsked } from "../kit/asked";
import { Field, Form, Select, text } from "../kit/form";
import { Icon } from "../kit/icon";
import { State, Time, say } from "../kit/show";
import { may } from "../live/house";
import { part, post, remove } from "../live/rest";
import { coded, exactly, language, t } from "../words";
import { useFresh } from "./directory";
import type { Of } from "./person";
import { Part, TwiceButton } from "./show";
import type { Consent, ConsentText } from "./types";

export function Consents({ person, changed }: Of) {
  const path = `/people/${part(person.id)}/consents`, asked = useFresh<Consent[]>(path), texts = useAsked<ConsentText[]>("/consent-texts");
  const withdraw = async (purpose: string) => { await remove(`${path}/${part(purpose)}`); await changed(); say(t("people.consent.isTakenBack")); };
  return (
    <Part id="consent" title={t("people.consent")} hint={t("people.consent.hint")}>
      <Shown of={asked} lines={2}>{(lines) => <Lines lines={lines} texts={texts.value ?? []} withdraw={withdraw} />}</Shown>
      {may("record-consent") && texts.value && texts.value.length > 0 && <Note texts={texts.value} path={path} changed={changed} />}
    </Part>
  );
}

function Lines({ lines, texts, withdraw }: { lines: Consent[]; texts: ConsentText[]; withdraw: (purpose: string) => Promise<unknown> }) {
  if (lines.length === 0) return <p class="quiet">{t("people.consent.none")}</p>;
  const newest = [...lines].sort((a, b) => b.givenAt.localeCompare(a.givenAt)), current = newest.filter((line) => line.inForce), past = newest.filter((line) => !line.inForce);
  return (
    <>
      {current.length === 0 && <p class="quiet">{t("people.consent.noneNow")}</p>}
      <ul class="list">{current.map((line) => <Line key={line.id} line={line} texts={texts} withdraw={() => withdraw(line.purpose)} />)}</ul>
      {past.length > 0 && (
        <details class="fold">
          <summary>{t("people.consent.history", { n: past.length })}</summary>
          <ul class="list">{past.map((line) => <Line key={line.id} line={line} texts={texts} />)}</ul>
        </details>
      )}
    </>
  );
}

const languageName = (tag: string) => {
  try {
    return new Intl.DisplayNames([language.value], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
};

function Line({ line, texts, withdraw }: { line: Consent; texts: ConsentText[]; withdraw?: () => Promise<unknown> }) {
  const words = texts.find((each) => each.version === line.textVersion && each.language === line.language);
  const facts = [coded("people", "channel", line.channel), line.signature, languageName(line.language), t("people.consent.text", { version: line.textVersion }), t("people.consent.by", { who: line.by })];
  return (
    <li>
      <div class="row">
        <Icon name={line.inForce ? "good" : "calm"} tone={line.inForce ? "good" : "calm"} />
        <span><span class="what">{coded("people", "purpose", line.purpose)}</span> <State chip tone={line.inForce ? "good" : "calm"} word={t(line.inForce ? "people.consent.inForce" : "people.consent.ended")} /></span>
        <span>{withdraw && may("record-consent") ? <TwiceButton deed={t("people.consent.withdraw")} of={coded("people", "purpose", line.purpose)} act={withdraw} /> : <Time at={line.givenAt} />}</span>
        <span class="more">{t("people.consent.given", { at: exactly(line.givenAt) })} · {facts.filter(Boolean).join(" · ")}
          {line.withdrawnAt && <><br />{t("people.consent.takenBack", { at: exactly(line.withdrawnAt), who: line.withdrawnBy ?? "" })}</>}
          {words && <details><summary>{t("people.consent.read")}</summary><blockquote class="small" lang={words.language}>{words.body}</blockquote></details>}</span>
      </div>
    </li>
  );
}

function Note({ texts, path, changed }: { texts: ConsentText[]; path: string; changed: () => Promise<unknown> }) {
  const key = (each: ConsentText) => `${each.purpose} ${each.version} ${each.language}`;
  const own = texts.find((each) => each.language === language.value) ?? texts[0], id = useId();
  const [chosen, setChosen] = useState(own ? key(own) : ""), read = texts.find((each) => key(each) === chosen);
  const send = async (typed: FormData) => {
    if (!read) return;
    await post(path, { purpose: read.purpose, textVersion: read.version, language: read.language, channel: text(typed, "channel"), signature: text(typed, "signature") });
    await changed();
  };
  return (
    <details class="fold">
      <summary>{t("people.consent.note")}</summary>
      <Form id="note-consent" deed={t("people.consent.note")} send={send}>
        <Select name="text" label={t("people.consent.which")} value={chosen} onChange={setChosen}
          options={texts.map((each) => ({ value: key(each), title: `${coded("people", "purpose", each.purpose)}, ${languageName(each.language)} (${each.version})` }))} />
        {read && <div class="consent" role="group" aria-labelledby={id}><strong id={id}>{t("people.consent.words")}</strong><p lang={read.language}>{read.body}</p></div>}
        <Select name="channel" label={t("people.consent.channel")} options={["paper", "e-signature"].map((each) => ({ value: each, title: coded("people", "channel", each) }))} />
        <Field name="signature" label={t("people.consent.signature")} hint={t("people.consent.signatureHint")} maxLength={200} />
      </Form>
    </details>
  );
}
