// SPDX-License-Identifier: Apache-2.0
// Visitors' passes: which can be used, ending one, and giving one. Number and picture are shown once,
// until the pane is left.
import { useMemo, useState } from "preact/hooks";
import { Shown } from "../kit/asked";
import { Check, Field, Form, Select, text } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, Section, Skeleton, State, type Tone } from "../kit/show";
import { doors, may } from "../live/house";
import { part, post, remove } from "../live/rest";
import { place } from "../shell/route";
import { coded, exactly, t } from "../words";
import { changedHere, nameOf, useDirectory, useFresh } from "./directory";
import { bare } from "./found";
import { PassPaper } from "./paper";
import { passAt } from "./places";
import { doorList, TwiceButton } from "./show";
import type { IssuedPass, Pass, Person } from "./types";

export const USABLE: Pass["state"][] = ["WAITING", "VALID"];
const TONES: Record<Pass["state"], Tone> = { WAITING: "going", VALID: "good", USED_UP: "calm", EXPIRED: "calm", REVOKED: "calm" };
const DAY_MS = 86_400_000, MANY = 50;

export function Passes() {
  const asked = useFresh<Pass[]>("/passes");
  useDirectory();
  const end = async (pass: Pass) => { await remove(`/passes/${part(pass.id)}`); await changedHere(); };
  return (
    <Section title={t("people.passes")} hint={t("people.passes.hint")}>
      {may("change-rights") && <p class="buttons"><a class="second" href={passAt()}><Icon name="plus" />{t("people.pass.give")}</a></p>}
      <Shown of={asked}>{(all) => {
        const live = all.filter((pass) => USABLE.includes(pass.state)), over = all.filter((pass) => !USABLE.includes(pass.state));
        return (
          <>
            {live.length === 0 ? <Empty title={t("people.passes.none")}>{t("people.passes.noneHint")}</Empty>
              : <ul class="list">{live.map((pass) => <PassRow key={pass.id} pass={pass} end={end} host />)}</ul>}
            {over.length > 0 && (
              <details class="fold">
                <summary>{t("people.passes.over", { n: over.length })}</summary>
                <ul class="list">{over.map((pass) => <PassRow key={pass.id} pass={pass} host />)}</ul>
              </details>
            )}
          </>
        );
      }}</Shown>
    </Section>
  );
}

export function PassRow({ pass, end, host }: { pass: Pass; end?: (pass: Pass) => Promise<unknown>; host?: boolean }) {
  const tone = TONES[pass.state], label = pass.label || t("people.pass");
  const facts = [host && t("people.pass.for", { name: nameOf(pass.host) }), doorList(pass.doors), t("people.pass.used", { used: pass.used, uses: pass.uses }),
    pass.state === "WAITING" && t("people.from", { at: exactly(pass.from) }), t("people.until", { day: exactly(pass.until) })];
  return (
    <li>
      <div class="row">
        <Icon name={tone} tone={tone} />
        <span><span class="what">{label}</span> <State chip tone={tone} word={coded("people", "pass", pass.state)} /></span>
        <span>{end && may("change-rights") && <TwiceButton id={`end-${pass.id}`} deed={t("people.pass.end")} of={label} act={() => end(pass)} />}</span>
        <span class="more">{facts.filter(Boolean).join(" · ")}</span>
      </div>
    </li>
  );
}

/** The pane in which a pass is given. */
export function GivePass() {
  const people = useDirectory(), [issued, setIssued] = useState<IssuedPass | null>(null);
  if (issued) return <PassPaper issued={issued} />;
  return (
    <article class="enrol">
      <h2>{t("people.pass.give")}</h2>
      {!people ? <Skeleton lines={4} /> : people.length === 0 ? <Empty title={t("people.nobody")}>{t("people.pass.needsHost")}</Empty> : <PassForm people={people} issued={(pass) => { setIssued(pass); void changedHere(); }} />}
    </article>
  );
}

const local = (moment: number) => new Date(moment - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
const moment = (typed: FormData, name: string) => { const at = text(typed, name); return at ? new Date(at).toISOString() : null; };

function PassForm({ people, issued }: { people: Person[]; issued: (pass: IssuedPass) => void }) {
  const [tomorrow] = useState(() => local(Date.now() + DAY_MS));
  const send = async (typed: FormData) => issued(await post<IssuedPass>("/passes", {
    host: text(typed, "host"), label: text(typed, "label"), doors: typed.getAll("doors"), from: moment(typed, "from"), until: moment(typed, "until"), uses: Number(text(typed, "uses")),
  }));
  return (
    <Form id="give-pass" deed={t("people.pass.deed")} send={send} keep>
      <Host people={people} />
      <Field name="label" label={t("people.pass.label")} hint={t("people.pass.labelHint")} maxLength={80} required={false} autocomplete="off" />
      <fieldset class="checks">
        <legend>{t("people.pass.doors")}</legend>
        {doors.value.length === 0 && <p class="quiet">{t("people.noDoorYet")}</p>}
        {doors.value.map((door) => <Check key={door.id} name="doors" value={door.id} label={door.title} checked={doors.value.length === 1} />)}
      </fieldset>
      <div class="abreast">
        <Field name="from" type="datetime-local" label={t("people.pass.from")} hint={t("people.pass.fromHint")} required={false} />
        <Field name="until" type="datetime-local" label={t("people.pass.until")} hint={t("people.pass.untilHint")} defaultValue={tomorrow} />
      </div>
      <Field name="uses" type="number" label={t("people.pass.uses")} min={1} max={1000} defaultValue={1} />
    </Form>
  );
}

/** On whose behalf; in a large house a few letters find them. */
function Host({ people }: { people: Person[] }) {
  const [typed, setTyped] = useState(""), wished = place.value.query.get("host") ?? "";
  const here = useMemo(() => people.filter((person) => !person.suspended), [people]);
  const fit = here.filter((person) => person.id === wished || bare(`${person.name} ${person.unit}`).includes(bare(typed)));
  return (
    <>
      {here.length > MANY && <Field name="find" type="search" label={t("people.pass.find")} required={false} autocomplete="off" onInput={(event) => setTyped(event.currentTarget.value)} />}
      <Select name="host" label={t("people.pass.host")} hint={t("people.pass.hostHint")} value={wished}
        options={fit.map((person) => ({ value: person.id, title: person.unit ? `${person.name}, ${t("people.inUnit", { unit: person.unit })}` : person.name }))} />
    </>
  );
}
