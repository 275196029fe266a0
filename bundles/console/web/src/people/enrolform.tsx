// SPDX-License-Identifier: Apache-2.0
// Who is to be enrolled, and how they agreed.
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useAsked } from "../kit/asked";
import { Check, Field, Form, text } from "../kit/form";
import { Icon } from "../kit/icon";
import { Trouble } from "../kit/show";
import { doors, may, statuses } from "../live/house";
import type { Problem } from "../live/rest";
import { language, t } from "../words";
import { directory, useDirectory } from "./directory";
import { slug, type Draft } from "./draft";
import { Titled } from "./enrol";
import type { ConsentText, Person } from "./types";

interface EnrolFormProps {
  draft: Draft; known: Person | undefined; problem: Problem | undefined; said: string | undefined;
  /** What was typed so far, after every key. */
  typed: (draft: Draft) => void; open: (draft: Draft) => Promise<void>;
}
export function EnrolForm({ draft, known, problem, said, typed, open }: EnrolFormProps) {
  const [name, setName] = useState(draft.name), [id, setId] = useState(draft.id), own = useRef(draft.id !== slug(draft.name));
  const place = useRef<HTMLDivElement>(null);
  useDirectory();
  const read = (given: FormData): Draft => ({
    // What follows the name stands in its field one drawing later.
    id: known?.id ?? (own.current ? text(given, "id") : slug(text(given, "name"))), name: text(given, "name"), unit: text(given, "unit"), code: String(given.get("code") ?? ""),
    doors: given.getAll("doors").map(String), consent: text(given, "consent"),
  });
  // Before anybody can type: what was typed first must not be lost.
  useLayoutEffect(() => {
    const form = place.current?.querySelector("form");
    const heard = () => { if (form) typed(read(new FormData(form))); };
    form?.addEventListener("input", heard);
    return () => form?.removeEventListener("input", heard);
  }, []);
  const nameTyped = (value: string) => { setName(value); if (!own.current) setId(slug(value)); };
  const taken = known ? undefined : directory.value?.find((person) => person.id === id);
  return (
    <Titled title={known ? t("people.enrol.renewTitle", { name: known.name }) : t("people.enrol")}>
      {known && <p class="quiet">{t("people.enrol.renewHint")}</p>}
      {said && <p class="notice" role="status">{said}</p>}
      {problem && <Trouble problem={problem} />}
      <div ref={place}>
        <Form id="enrol" deed={t("people.enrol.toPictures")} send={(given) => open(read(given))} keep>
          <Field name="name" label={t("people.name")} value={name} maxLength={80} autocomplete="off" onInput={(event) => nameTyped(event.currentTarget.value)} />
          {!known && <Field name="id" label={t("people.shortName")} hint={t("people.enrol.idHint")} value={id} maxLength={63} pattern="[a-z0-9][a-z0-9\-]*" autocomplete="off"
            onInput={(event) => { own.current = true; setId(event.currentTarget.value); }} />}
          {taken && <p class="notice" role="status"><Icon name="warn" size={16} />{t("people.enrol.replaces", { name: taken.name })}</p>}
          <Field name="unit" label={t("people.unit")} hint={t("people.enrol.unitHint")} defaultValue={draft.unit} maxLength={80} required={false} autocomplete="off" />
          <Field name="code" type="password" label={t("people.enrol.code")} hint={t("people.enrol.codeHint")} defaultValue={draft.code} maxLength={32} autocomplete="new-password" />
          <fieldset class="checks">
            <legend>{t("people.enrol.doors")}</legend>
            {doors.value.length === 0 && <p class="quiet">{t("people.noDoorYet")}</p>}
            {doors.value.map((door) => <Check key={door.id} name="doors" value={door.id} label={door.title} checked={draft.doors.includes(door.id)} />)}
          </fieldset>
          <ToTell />
          <Field name="consent" label={t("people.enrol.consent")} hint={t(known ? "people.enrol.consentKnown" : "people.enrol.consentHint")} defaultValue={draft.consent} maxLength={500} required={!known} autocomplete="off" />
        </Form>
      </div>
    </Titled>
  );
}

/** What a person agrees to, in words that can be read to them, and the text of the site. */
function ToTell() {
  const used = ["READY", "DEGRADED"].includes(statuses.value["identification"]?.state ?? "");
  const texts = useAsked<ConsentText[]>(may("see-consents") ? "/consent-texts" : null), id = useId();
  const unlock = texts.value?.filter((each) => each.purpose === "unlock") ?? [], own = unlock.find((each) => each.language === language.value) ?? unlock[0];
  return (
    <section class="consent" aria-labelledby={id}>
      <h3 id={id}>{t("people.tell")}</h3>
      <p><strong>{t("people.tell.verification")}</strong> {t("people.tell.verificationText")}</p>
      <p><strong>{t("people.tell.identification")}</strong> {t(used ? "people.tell.identificationUsed" : "people.tell.identificationUnused")}</p>
      <p><strong>{t("people.tell.kept")}</strong> {t("people.tell.keptText")}</p>
      {own && <details><summary>{t("people.tell.text", { version: own.version })}</summary><p lang={own.language}>{own.body}</p></details>}
    </section>
  );
}
