// SPDX-License-Identifier: Apache-2.0
// What somebody is called, where they live and which doors they may open, changed without touching the rest.
import { useState } from "preact/hooks";
import { isDemoPerson } from "../demo/mark";
import { Check, Field, Form, text } from "../kit/form";
import { Icon } from "../kit/icon";
import { say } from "../kit/show";
import { doors, may } from "../live/house";
import { ask, part, problemOf } from "../live/rest";
import { t } from "../words";
import type { Of } from "./person";

export function Change({ person, tag, changed }: Of) {
  const [late, setLate] = useState(false);
  if (!may("enrol") || isDemoPerson(person)) return null;
  const send = async (typed: FormData) => {
    // A door that this page does not show stays theirs.
    const unseen = person.doors.filter((id) => !doors.value.some((door) => door.id === id));
    const body = { name: text(typed, "name"), unit: text(typed, "unit"), doors: [...typed.getAll("doors").map(String), ...unseen] };
    setLate(false);
    try {
      await ask(`/people/${part(person.id)}`, { method: "PUT", body, headers: { "If-Match": tag || "*" } });
    } catch (failure) {
      if (problemOf(failure).code !== "person-changed") throw failure;
      // Here, and not in the form: that begins anew with what there is.
      setLate(true);
      await changed();
      return;
    }
    await changed();
    say(t("people.changed"));
  };
  return (
    <details class="fold">
      <summary>{t("people.change")}</summary>
      {late && <p class="notice bad" role="alert"><Icon name="bad" size={16} />{t("people.changedMeanwhile")}</p>}
      <Form key={`${person.name}/${person.unit}/${person.doors.join()}`} id="change-person" deed={t("people.change.deed")} send={send} keep>
        <Field name="name" label={t("people.name")} defaultValue={person.name} maxLength={80} autocomplete="off" />
        <Field name="unit" label={t("people.unit")} defaultValue={person.unit} maxLength={80} required={false} autocomplete="off" />
        <fieldset class="checks">
          <legend>{t("people.enrol.doors")}</legend>
          {doors.value.map((door) => <Check key={door.id} name="doors" value={door.id} label={door.title} checked={person.doors.includes(door.id)} />)}
        </fieldset>
      </Form>
    </details>
  );
}
