// SPDX-License-Identifier: Apache-2.0
// How long somebody stays. A suspension ends every way in at once and can be undone until the erasure.
import { useState } from "preact/hooks";
import { Field, Form, Select, text } from "../kit/form";
import { Facts, Time } from "../kit/show";
import { may } from "../live/house";
import { part, post, put } from "../live/rest";
import { coded, day, exactly, t } from "../words";
import type { Of } from "./person";
import { DeedButton, Part, Undo, type Undoable } from "./show";

const WHYS = ["moved-out", "lost-card", "absent", "dispute", "other"] as const;

export function Tenancy({ person, changed }: Of) {
  const [done, setDone] = useState<Undoable | null>(null), path = `/people/${part(person.id)}`;
  const resume = async () => { await post(`${path}/resume`); await changed(); };
  const suspend = async (why: string) => { await post(`${path}/suspend`, { why }); await changed(); };
  const end = async (why: string) => {
    await suspend(why);
    setDone({ words: t("people.tenancy.nowSuspended", { name: person.name }), back: resume });
  };
  const endEnd = async (why: string) => {
    await resume();
    setDone({ words: t("people.tenancy.nowResumed", { name: person.name }), back: () => suspend(why) });
  };
  const lastDay = async (wish: string) => {
    const before = person.lastDay ?? null;
    await put(`${path}/tenancy`, { lastDay: wish || null });
    await changed();
    const words = wish ? t("people.tenancy.nowUntil", { day: day(wish) }) : t("people.tenancy.nowOpen");
    setDone({ words, back: async () => { await put(`${path}/tenancy`, { lastDay: before }); await changed(); } });
  };
  const { suspended } = person;
  return (
    <Part id="tenancy" title={t("people.tenancy")}>
      <Facts of={[
        [t("people.tenancy.lastDay"), person.lastDay ? day(person.lastDay) : t("people.tenancy.open")],
        [t("people.tenancy.suspendedSince"), suspended && <Time at={suspended.since} />],
        [t("people.tenancy.why"), suspended && coded("people", "why", suspended.why)],
        [t("people.tenancy.erasedAfter"), person.erasedAfter && exactly(person.erasedAfter)],
      ]} />
      {done && <Undo key={done.words} done={done} clear={() => setDone(null)} />}
      {may("enrol") && (suspended ? <Resume act={() => endEnd(suspended.why)} /> : <Suspend act={end} />)}
      {may("enrol") && <LastDay person={person} act={lastDay} />}
    </Part>
  );
}

const Resume = ({ act }: { act: () => Promise<unknown> }) => (
  <>
    <p class="quiet small">{t("people.tenancy.resumeHint")}</p>
    <p class="buttons"><DeedButton id="resume" deed={t("people.tenancy.resume")} act={act} /></p>
  </>
);

function Suspend({ act }: { act: (why: string) => Promise<unknown> }) {
  return (
    <details class="fold">
      <summary>{t("people.tenancy.suspend")}</summary>
      <Form id="suspend" deed={t("people.tenancy.suspend")} send={(typed) => act(text(typed, "why"))}>
        <Select name="why" label={t("people.tenancy.why")} hint={t("people.tenancy.suspendHint")} options={WHYS.map((why) => ({ value: why, title: coded("people", "why", why) }))} />
      </Form>
    </details>
  );
}

function LastDay({ person, act }: { person: Of["person"]; act: (day: string) => Promise<unknown> }) {
  return (
    <details class="fold">
      <summary>{t("people.tenancy.setLastDay")}</summary>
      <Form id="last-day" deed={t("kit.save")} send={(typed) => act(text(typed, "day"))} keep>
        <Field name="day" type="date" label={t("people.tenancy.lastDay")} hint={t("people.tenancy.lastDayHint")} defaultValue={person.lastDay ?? ""} required={false} />
      </Form>
    </details>
  );
}
