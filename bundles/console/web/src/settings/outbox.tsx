// SPDX-License-Identifier: Apache-2.0
// What waits for other systems, and what each of them gave up.
import { useState } from "preact/hooks";
import { useAsked, Shown, useDeed } from "../kit/asked";
import { TypeToConfirm } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, Facts, Said, State, Time, Trouble } from "../kit/show";
import { may } from "../live/house";
import { part, post, remove } from "../live/rest";
import { go, to } from "../shell/route";
import { many, number, relative, t } from "../words";

interface Sink { sink: string; open: boolean; waiting: number; oldest?: string; lost: number; dead: number }
interface Depths { sinks: Sink[] }
interface Letter { id: string; topic: string; key: string; happenedAt: string; givenUpAt: string; reason: string; visit?: string }

export function Outbox({ sink }: { sink?: string | undefined }) {
  const asked = useAsked<Depths>("/outbox");
  if (sink === undefined) return (
    <>
      <h2>{t("settings.outbox")}</h2>
      <p class="quiet small">{t("settings.outboxHint")}</p>
      <Shown of={asked}>{({ sinks }) => sinks.length === 0 ? <Empty title={t("settings.outboxNone")}>{t("settings.outboxNoneHow")}</Empty>
        : <ul class="list">{sinks.map((each) => <li key={each.sink}><Row of={each} /></li>)}</ul>}</Shown>
    </>
  );
  return (
    <>
      <p><a class="up" href={to("settings", ["outbox"])}><Icon name="left" size={16} />{t("settings.outbox")}</a></p>
      <h2>{sink}</h2>
      <Shown of={asked}>{({ sinks }) => {
        const one = sinks.find((each) => each.sink === sink);
        return one ? <One of={one} again={asked.again} /> : <Empty title={t("settings.sinkGone")} />;
      }}</Shown>
    </>
  );
}

const tone = (of: Sink) => of.dead || of.lost ? "warn" : of.waiting ? "going" : "good";

function Row({ of }: { of: Sink }) {
  const waits = of.waiting ? [many("settings.waiting", of.waiting), of.oldest ? t("settings.oldest", { when: relative(of.oldest) }) : ""] : [t("settings.nothingWaits")];
  return (
    <a class="row" href={to("settings", ["outbox", of.sink])}>
      <Icon name={tone(of)} tone={tone(of)} /><span class="what">{of.sink}</span><Icon name="right" size={16} />
      <span class="more">{[...waits, of.dead ? many("settings.dead", of.dead) : "", of.lost ? many("settings.lost", of.lost) : ""].filter(Boolean).join(" · ")}</span>
    </a>
  );
}

function One({ of, again }: { of: Sink; again: () => Promise<void> }) {
  const letters = useAsked<Letter[]>(`/outbox/${part(of.sink)}/dead-letters`);
  const changed = async () => { await Promise.all([letters.again(), again()]); };
  return (
    <>
      <p><State chip tone={of.open ? "good" : "warn"} word={t(of.open ? "settings.sinkOpen" : "settings.sinkClosed")} /></p>
      <Facts of={[[t("settings.waitingName"), number(of.waiting)], [t("settings.oldestName"), of.oldest ? <Time at={of.oldest} /> : ""], [t("settings.lostName"), number(of.lost)], [t("settings.deadName"), number(of.dead)]]} />
      <h3>{t("settings.letters")}</h3>
      <Shown of={letters}>{(all) => all.length === 0 ? <Empty title={t("settings.lettersNone")}>{t("settings.lettersNoneHow")}</Empty>
        : <ul class="list">{all.map((each) => <li key={each.id}><DeadLetter sink={of.sink} of={each} again={changed} /></li>)}</ul>}</Shown>
      {may("change-features") && !of.open && <Forget sink={of.sink} />}
    </>
  );
}

function DeadLetter({ sink, of, again }: { sink: string; of: Letter; again: () => Promise<void> }) {
  const path = `/outbox/${part(sink)}/dead-letters/${part(of.id)}`, [asks, setAsks] = useState(false);
  const replay = useDeed(async () => { await post(`${path}/replay`); await again(); });
  return (
    <div class="change">
      <p class="top"><strong><code>{of.topic}</code></strong><Time at={of.givenUpAt} /></p>
      <p class="small"><Said>{of.reason}</Said></p>
      {of.visit && <p class="small"><a href={to("visits", [of.visit])}>{t("settings.itsVisit")}</a></p>}
      {replay.problem && <Trouble problem={replay.problem} />}
      {may("change-features") && (asks
        ? <TypeToConfirm name={of.topic} deed={t("settings.throwAway")} act={async () => { await remove(path); await again(); }} onCancel={() => setAsks(false)} />
        : <p class="buttons"><button type="button" class="second small" aria-label={`${t("settings.replay")}, ${of.topic}`} aria-disabled={replay.busy || undefined} onClick={() => void replay.run()}>{t("settings.replay")}</button>
          <button type="button" class="second small" aria-label={`${t("settings.throwAway")}, ${of.topic}`} onClick={() => setAsks(true)}>{t("settings.throwAway")}</button></p>)}
    </div>
  );
}

function Forget({ sink }: { sink: string }) {
  const [asks, setAsks] = useState(false);
  const act = async () => { await remove(`/outbox/${part(sink)}`); go(to("settings", ["outbox"])); };
  return (
    <section class="apart"><h3>{t("settings.forgetSink")}</h3><p class="small quiet">{t("settings.forgetSinkHint")}</p>
      {asks ? <TypeToConfirm name={sink} deed={t("settings.forgetSink")} act={act} onCancel={() => setAsks(false)} />
        : <p class="buttons"><button type="button" class="second" onClick={() => setAsks(true)}>{t("settings.forgetSink")}</button></p>}</section>
  );
}
