// SPDX-License-Identifier: Apache-2.0
// Somebody who gives no face: who they are, and then by what they come in.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Shown } from "../kit/asked";
import { Check, Field, Form, text } from "../kit/form";
import { Icon } from "../kit/icon";
import { doors, may } from "../live/house";
import { post } from "../live/rest";
import { to } from "../shell/route";
import { t } from "../words";
import { Cards, Code, Face } from "./credentials";
import { changedHere, directory, useDirectory } from "./directory";
import { drop, keep, recall, slug } from "./draft";
import { Titled } from "./enrol";
import { usePerson } from "./person";
import { personAt } from "./places";
import { Part } from "./show";
import type { Person } from "./types";

export function Enter() {
  const [entered, setEntered] = useState<Person | null>(null);
  if (entered) return <Ways entered={entered} another={() => setEntered(null)} />;
  return <Who entered={setEntered} />;
}

function Who({ entered }: { entered: (person: Person) => void }) {
  const [begun] = useState(recall), [name, setName] = useState(begun.name), [id, setId] = useState(begun.id), own = useRef(begun.id !== slug(begun.name));
  const place = useRef<HTMLDivElement>(null);
  useDirectory();
  const read = (typed: FormData) => ({
    // What follows the name stands in its field one drawing later.
    id: own.current ? text(typed, "id") : slug(text(typed, "name")), name: text(typed, "name"), unit: text(typed, "unit"), doors: typed.getAll("doors").map(String),
  });
  // Before anybody can type: what was typed first must not be lost.
  useLayoutEffect(() => {
    const form = place.current?.querySelector("form");
    const heard = () => { if (form) keep({ ...recall(), ...read(new FormData(form)) }); };
    form?.addEventListener("input", heard);
    return () => form?.removeEventListener("input", heard);
  }, []);
  const send = async (typed: FormData) => {
    const person = await post<Person>("/residents", read(typed));
    drop();
    void changedHere();
    entered(person);
  };
  const taken = directory.value?.find((person) => person.id === id);
  return (
    <Titled title={t("people.enter")}>
      <p class="quiet">{t("people.enter.hint")}</p>
      <div ref={place}>
        <Form id="enter" deed={t("people.enter.deed")} send={send} keep>
          <Field name="name" label={t("people.name")} value={name} maxLength={80} autocomplete="off"
            onInput={(event) => { setName(event.currentTarget.value); if (!own.current) setId(slug(event.currentTarget.value)); }} />
          <Field name="id" label={t("people.shortName")} hint={t("people.enrol.idHint")} value={id} maxLength={63} pattern="[a-z0-9][a-z0-9\-]*" autocomplete="off"
            onInput={(event) => { own.current = true; setId(event.currentTarget.value); }} />
          {taken && <p class="notice" role="status"><Icon name="warn" size={16} />{t("people.enter.taken", { name: taken.name })}</p>}
          <Field name="unit" label={t("people.unit")} hint={t("people.enrol.unitHint")} defaultValue={begun.unit} maxLength={80} required={false} autocomplete="off" />
          <fieldset class="checks">
            <legend>{t("people.enrol.doors")}</legend>
            {doors.value.length === 0 && <p class="quiet">{t("people.noDoorYet")}</p>}
            {doors.value.map((door) => <Check key={door.id} name="doors" value={door.id} label={door.title} checked={begun.doors.includes(door.id)} />)}
          </fieldset>
        </Form>
      </div>
    </Titled>
  );
}

/** By what somebody comes in who is here by now; each can be left out, and given later. */
function Ways({ entered, another }: { entered: Person; another: () => void }) {
  const { asked, changed } = usePerson(entered.id);
  return (
    <Titled title={t("people.enter.done", { name: entered.name })}>
      <p class="done good" role="status"><Icon name="good" size={24} tone="good" />{t("people.enter.ways")}</p>
      <Shown of={asked}>{(person) => (
        <>
          {person.code !== undefined && <Code person={person} changed={changed} />}
          {person.cards !== undefined && <Cards person={person} changed={changed} />}
          <App person={person} />
          <Face person={person} />
        </>
      )}</Shown>
      <p class="small quiet">{t("people.enter.face")}</p>
      <p class="buttons">
        <a class="first" href={personAt(entered.id)}>{t("people.enter.see", { name: entered.name })}</a>
        <button type="button" class="second" id="enter-another" onClick={another}>{t("people.enter.another")}</button>
      </p>
    </Titled>
  );
}

function App({ person }: { person: Person }) {
  return (
    <Part id="phone" title={t("people.app")} hint={t("people.app.hint")}>
      {may("change-accounts") ? <p class="buttons"><a class="second small" href={to("settings", ["accounts", "new"], { person: person.id })}>{t("people.app.make")}</a></p>
        : <p class="small quiet">{t("people.app.ask")}</p>}
    </Part>
  );
}
