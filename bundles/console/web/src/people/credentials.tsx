// SPDX-License-Identifier: Apache-2.0
// By what somebody passes: face, code, cards, and the passes on their behalf. No secret is ever shown.
import { Shown } from "../kit/asked";
import { Field, Form, text } from "../kit/form";
import { Icon } from "../kit/icon";
import { State, say } from "../kit/show";
import { may } from "../live/house";
import { part, post, put, remove } from "../live/rest";
import { exactly, many, t } from "../words";
import { useFresh } from "./directory";
import { PassRow, USABLE } from "./passes";
import type { Of } from "./person";
import { enrolAt, passAt } from "./places";
import { Part, TwiceButton } from "./show";
import type { Card, Pass } from "./types";

export function Credentials({ person, changed }: Of) {
  const rights = may("see-rights");
  return (
    <>
      <Face person={person} />
      {person.code !== undefined && <Code person={person} changed={changed} />}
      {rights && person.cards !== undefined && <Cards person={person} changed={changed} />}
      {rights && person.passes !== undefined && <HostedPasses person={person} changed={changed} />}
    </>
  );
}

export function Face({ person }: Pick<Of, "person">) {
  const held = person.templates > 0, models = person.spaces.join(", ");
  return (
    <Part id="face" title={t("people.face")}>
      <p><State tone={held ? "good" : "calm"} word={held ? t("people.face.held") : t(person.suspended ? "people.face.suspended" : "people.face.none")} /></p>
      <p class="small quiet">{held ? `${many("people.face.templates", person.templates)} ${t("people.face.model", { models })}` : t("people.face.noneHint")}</p>
      {may("enrol") && !person.suspended && <p class="buttons"><a class="second small" href={enrolAt(person.id)}>{t(held ? "people.face.renew" : "people.face.enrol")}</a></p>}
    </Part>
  );
}

export function Code({ person, changed }: Of) {
  const path = `/people/${part(person.id)}/code`, held = !!person.code;
  const set = async (typed: FormData) => {
    await put(path, { code: text(typed, "code") });
    await changed();
    say(t("people.code.isSet"));
  };
  const clear = async () => { await remove(path); await changed(); };
  return (
    <Part id="code" title={t("people.code")} hint={t("people.code.hint")}>
      <p><State tone={held ? "good" : "calm"} word={t(held ? "people.code.held" : "people.code.none")} /></p>
      {may("change-rights") && (
        <details class="fold">
          <summary>{t(held ? "people.code.replace" : "people.code.set")}</summary>
          <Form id="set-code" deed={t(held ? "people.code.replace" : "people.code.set")} send={set}>
            <Field name="code" type="password" label={t("people.code.new")} hint={t("people.code.newHint")} inputMode="numeric" pattern="[0-9]{4,10}" maxLength={10} autocomplete="new-password" />
          </Form>
        </details>
      )}
      {may("change-rights") && held && <p class="buttons"><TwiceButton id="clear-code" deed={t("people.code.remove")} act={clear} /></p>}
    </Part>
  );
}

export function Cards({ person, changed }: Of) {
  const path = `/people/${part(person.id)}/cards`, asked = useFresh<Card[]>(path);
  const give = async (typed: FormData) => {
    const until = text(typed, "until");
    await post(path, {
      format: text(typed, "format"), facility: Number(text(typed, "facility") || 0), number: Number(text(typed, "number")),
      panel: text(typed, "panel") || null, until: until ? new Date(`${until}T23:59:59`).toISOString() : null,
    });
    await changed();
  };
  const take = async (card: Card) => { await remove(`${path}/${part(card.panel)}`); await changed(); };
  return (
    <Part id="cards" title={t("people.cards")} hint={t("people.cards.hint")}>
      <Shown of={asked} lines={1}>{(cards) => cards.length === 0 ? <p class="quiet">{t("people.cards.none")}</p>
        : <ul class="list">{cards.map((card) => <CardRow key={card.panel + card.format} card={card} take={() => take(card)} />)}</ul>}</Shown>
      {may("change-rights") && <GiveCard give={give} />}
    </Part>
  );
}

const panelName = (panel: string) => panel === "any" ? t("people.cards.anyPanel") : panel;

function CardRow({ card, take }: { card: Card; take: () => Promise<unknown> }) {
  const from = card.source === "manual" ? t("people.cards.byHand") : t("people.cards.from", { source: card.source });
  return (
    <li>
      <div class="row">
        <Icon name="locked" />
        <span><span class="what">{t("people.cards.one", { format: card.format })}</span></span>
        <span>{may("change-rights") && <TwiceButton deed={t("people.cards.take")} of={panelName(card.panel)} act={take} />}</span>
        <span class="more">{[panelName(card.panel), from, card.until && t("people.until", { day: exactly(card.until) })].filter(Boolean).join(" · ")}</span>
      </div>
    </li>
  );
}

const GiveCard = ({ give }: { give: (typed: FormData) => Promise<unknown> }) => (
  <details class="fold">
    <summary>{t("people.cards.give")}</summary>
    <Form id="give-card" deed={t("people.cards.give")} send={give}>
      <div class="abreast">
        <Field name="format" label={t("people.cards.format")} hint={t("people.cards.formatHint")} defaultValue="h10301" maxLength={63} />
        <Field name="facility" type="number" label={t("people.cards.facility")} hint={t("people.cards.facilityHint")} min={0} required={false} />
      </div>
      <Field name="number" type="number" label={t("people.cards.number")} hint={t("people.cards.numberHint")} min={0} autocomplete="off" />
      <div class="abreast">
        <Field name="panel" label={t("people.cards.panel")} hint={t("people.cards.panelHint")} maxLength={63} required={false} />
        <Field name="until" type="date" label={t("people.cards.until")} hint={t("people.cards.untilHint")} required={false} />
      </div>
    </Form>
  </details>
);

function HostedPasses({ person, changed }: Of) {
  const asked = useFresh<Pass[]>("/passes");
  const end = async (pass: Pass) => {
    await remove(`/passes/${part(pass.id)}`);
    await changed();
    say(t("people.pass.ended"));
  };
  return (
    <Part id="passes" title={t("people.passes")} hint={t("people.passes.ofHint")}>
      <Shown of={asked} lines={1}>{(all) => {
        const own = all.filter((pass) => pass.host === person.id && USABLE.includes(pass.state));
        return own.length === 0 ? <p class="quiet">{t("people.passes.noneOf")}</p> : <ul class="list">{own.map((pass) => <PassRow key={pass.id} pass={pass} end={end} />)}</ul>;
      }}</Shown>
      {may("change-rights") && !person.suspended && <p class="buttons"><a class="second small" href={passAt(person.id)}>{t("people.pass.give")}</a></p>}
    </Part>
  );
}
