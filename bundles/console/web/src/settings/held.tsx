// SPDX-License-Identifier: Apache-2.0
// What the gateway holds of oneself: consent, a copy, and asking to be erased.
import { useState } from "preact/hooks";
import { useAsked, Shown, useDeed } from "../kit/asked";
import { Field, Form, text, TypeToConfirm } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, Section, State, Trouble } from "../kit/show";
import { part, post, remove } from "../live/rest";
import { coded, exactly, language, t } from "../words";

interface Me { id: string; person?: { name: string }; consents: { purpose: string; inForce: boolean }[] }
interface Text { purpose: string; version: string; language: string; body: string }

export function Held() {
  const mine = useAsked<Me>("/me"), texts = useAsked<Text[]>("/me/consent-texts");
  return (
    <>
      <Section title={t("settings.consent")} hint={t("settings.consentHint")}>
        <Shown of={mine}>{(me) => <Shown of={texts}>{(all) => {
          const purposes = [...new Set(all.map((each) => each.purpose))];
          return purposes.length === 0 ? <Empty title={t("settings.consentNone")} />
            : <ul class="list">{purposes.map((each) => <li key={each}><Consent purpose={each} texts={all} given={me.consents.some((line) => line.inForce && line.purpose === each)} again={mine.again} /></li>)}</ul>;
        }}</Shown>}</Shown>
      </Section>
      <Section title={t("settings.yourData")} hint={t("settings.yourDataHint")}>
        <p class="buttons"><a class="second" href="/api/me/copy" download=""><Icon name="download" />{t("settings.copyOfData")}</a></p>
        <Shown of={mine} lines={1}>{(me) => <Erase name={me.person?.name ?? me.id} />}</Shown>
      </Section>
    </>
  );
}

function Consent({ purpose, texts, given, again }: { purpose: string; texts: Text[]; given: boolean; again: () => Promise<void> }) {
  const own = texts.filter((each) => each.purpose === purpose), words = own.find((each) => each.language === language.value) ?? own[0];
  const back = useDeed(async () => { await remove(`/me/consents/${part(purpose)}`); await again(); });
  const agree = async (typed: FormData) => {
    await post("/me/consents", { purpose, textVersion: words?.version, language: words?.language, signature: text(typed, "signature") });
    await again();
  };
  return (
    <div class="change">
      <p class="top"><strong>{coded("settings", "purpose", purpose)}</strong><State chip tone={given ? "good" : "calm"} word={t(given ? "settings.consentGiven" : "settings.consentNot")} /></p>
      {words && <details><summary>{t("settings.consentSays")}</summary><p lang={words.language}>{words.body}</p></details>}
      {back.problem && <Trouble problem={back.problem} />}
      {given ? <p class="buttons"><button type="button" class="second small" aria-disabled={back.busy || undefined} onClick={() => void back.run()}>{t("settings.consentBack")}</button></p>
        : <Form deed={t("settings.consentAgree")} send={agree}><Field name="signature" label={t("settings.signature")} autocomplete="name" /></Form>}
    </div>
  );
}

interface Erasure { tenancy: { erasedAfter?: string }[] }

function Erase({ name }: { name: string }) {
  const [when, setWhen] = useState<string | null>(null);
  const act = async () => setWhen((await post<Erasure>("/me/erasure")).tenancy[0]?.erasedAfter ?? "");
  if (when !== null) return <p class="notice" role="status">{when ? t("settings.erasedOn", { when: exactly(when) }) : t("settings.erasedSoon")}</p>;
  return <><h3>{t("settings.eraseMe")}</h3><p class="small quiet">{t("settings.eraseHint")}</p><TypeToConfirm name={name} deed={t("settings.eraseMe")} act={act} /></>;
}
