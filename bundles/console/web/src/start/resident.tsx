// SPDX-License-Identifier: Apache-2.0
// The first resident, by the ways of the people page. A name is enough; a face is an offer.
import { useState } from "preact/hooks";
import { Icon } from "../kit/icon";
import { Empty } from "../kit/show";
import { doors, may } from "../live/house";
import { directory } from "../people/directory";
import { keep, recall } from "../people/draft";
import { Enrol } from "../people/enrol";
import { Enter } from "../people/enter";
import { personAt } from "../people/places";
import { t } from "../words";

/** Where there is one door, that is the one they enter by. */
function suggest() {
  const typed = recall(), only = doors.value.length === 1 ? doors.value[0] : undefined;
  if (only && !typed.doors.length) keep({ ...typed, doors: [only.id] });
}

export function Resident() {
  useState(suggest);
  const [face, setFace] = useState(false);
  const here = directory.value ?? [];
  return (
    <>
      <p>{t("start.resident.hint")}</p>
      {here.length > 0 && <ul class="list" id="residents">{here.map((person) => (
        <li key={person.id}><a class="row" href={personAt(person.id)}><Icon name="good" tone="good" /><span class="what">{person.name}</span><Icon name="right" size={16} /><span class="more">{t("start.resident.back")}</span></a></li>
      ))}</ul>}
      {may("enrol") && <div class="buttons" role="group" aria-label={t("start.resident.ways")}>
        <button type="button" class="second" id="faceless" aria-pressed={!face} onClick={() => setFace(false)}>{t("start.resident.faceless")}</button>
        <button type="button" class="second" id="with-face" aria-pressed={face} onClick={() => setFace(true)}>{t("start.resident.withFace")}</button>
      </div>}
      {may("enrol") ? face ? <Enrol renew="" /> : <Enter /> : <Empty title={t("start.mayNot")}>{t("start.mayNotHint")}</Empty>}
    </>
  );
}
