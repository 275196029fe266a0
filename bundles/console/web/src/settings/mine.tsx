// SPDX-License-Identifier: Apache-2.0
// One's own account: who one is, the language, password, second factor, sessions, and what is held.
import { useDeed } from "../kit/asked";
import { Field, Form, text } from "../kit/form";
import { Facts, Section, Trouble } from "../kit/show";
import { caller, logOut, may } from "../live/house";
import { put, remove } from "../live/rest";
import { language, LANGUAGES, speak, t, type Language } from "../words";
import { SecondFactor } from "./factor";
import { grantWords } from "./grants";
import { Held } from "./held";

export function Mine() {
  const me = caller.value;
  if (!me) return null;
  const person = me.kind === "PERSON";
  return (
    <div class="mine">
      <h2>{t("settings.mine")}</h2>
      <Facts of={[[t("shell.name"), me.subject], [t("settings.roles"), me.grants.map(grantWords).join("; ") || t("kit.none")]]} />
      <LanguageChoice />
      {!person && <p class="quiet">{t("settings.boxToken")}</p>}
      {person && <Password name={me.subject} />}
      {person && <SecondFactor />}
      <Sessions person={person} />
      {may("own-data") && me.person && <Held />}
    </div>
  );
}

function LanguageChoice() {
  return (
    <Section title={t("settings.language")} hint={t("settings.languageHint")}>
      <fieldset class="languages"><legend class="unseen">{t("settings.language")}</legend>{(Object.keys(LANGUAGES) as Language[]).map((each) => (
        <label class="check" key={each} lang={each}><input type="radio" name="language" value={each} checked={language.value === each} onChange={() => void speak(each)} />{LANGUAGES[each]}</label>
      ))}</fieldset>
    </Section>
  );
}

function Password({ name }: { name: string }) {
  const send = async (typed: FormData) => {
    await put("/account/password", { before: String(typed.get("before")), password: String(typed.get("password")), secondFactor: text(typed, "second") || null });
    await logOut();
  };
  return (
    <Section title={t("shell.password")} hint={t("settings.passwordEnds")}>
      <Form deed={t("settings.passwordChange")} send={send} keep>
        <input class="unseen" autocomplete="username" value={name} readonly tabIndex={-1} aria-hidden="true" />
        <Field name="before" type="password" label={t("settings.passwordNow")} autocomplete="current-password" />
        <Field name="password" type="password" label={t("settings.newPassword")} hint={t("shell.passwordHint")} autocomplete="new-password" minLength={12} />
        <Field name="second" label={t("shell.second")} required={false} autocomplete="one-time-code" inputMode="numeric" />
      </Form>
    </Section>
  );
}

function Sessions({ person }: { person: boolean }) {
  const everywhere = useDeed(async () => { await remove("/account/sessions"); await logOut(); });
  return (
    <Section title={t("settings.sessions")} hint={t("settings.sessionsHint")}>
      {everywhere.problem && <Trouble problem={everywhere.problem} />}
      <p class="buttons"><button type="button" class="second" onClick={() => void logOut()}>{t("settings.logOutHere")}</button>
        {person && <button type="button" class="second" aria-disabled={everywhere.busy || undefined} onClick={() => void everywhere.run()}>{t("settings.logOutEverywhere")}</button>}</p>
    </Section>
  );
}
