// SPDX-License-Identifier: Apache-2.0
import { size } from "../kit/amounts";
import { Shown, useAsked } from "../kit/asked";
import { useEvery } from "../kit/doing";
import { Empty, Facts, State, Table } from "../kit/show";
import { coded, exactly, number, t } from "../words";
import type { Egress, Sink } from "./types";

const LOOK_MS = 5000;
const RAW = ["raw-audio", "raw-video"];

export function EgressDetail() {
  const asked = useAsked<Egress>("/egress");
  useEvery(LOOK_MS, asked.again);
  return (
    <article class="story">
      <h2>{t("privacy.egress")}</h2>
      <Shown of={asked}>{({ since, rawMediaBytes, sinks }) => (
        <>
          <p class="figure"><span>{t("privacy.rawLeft", { size: size(rawMediaBytes) })}</span> <State tone={rawMediaBytes ? "bad" : "good"} word={t(rawMediaBytes ? "privacy.rawBroken" : "privacy.rawKept")} /></p>
          <p>{t("privacy.rawMeans")}</p>
          <p class="small quiet">{t("privacy.sinceStart", { at: exactly(since) })}</p>
          {sinks.length ? sinks.map((sink) => <One key={`${sink.sink} ${sink.bundle}`} sink={sink} />)
            : <Empty title={t("privacy.noSink")}>{t("privacy.noSinkHint")}</Empty>}
        </>
      )}</Shown>
    </article>
  );
}

function One({ sink }: { sink: Sink }) {
  const rank = (kind: string) => RAW.includes(kind) ? 0 : 1;
  const sent = Object.entries(sink.payload).sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b)), outside = sink.hosts.some((host) => host.outside);
  return (
    <section class="card sink">
      <h3>{sink.sink}</h3>
      <State tone={outside ? "going" : "calm"} word={t(outside ? "privacy.outside" : "privacy.inside")} chip />
      {sent.length ? <Table label={t("privacy.sentTo", { sink: sink.sink })} columns={[{ name: t("privacy.what") }, { name: t("privacy.amount"), num: true }]}
        rows={sent.map(([kind, bytes]) => ({ key: kind, cells: [
          outside && bytes && RAW.includes(kind) ? <State tone="bad" word={coded("privacy", "class", kind)} /> : coded("privacy", "class", kind), size(bytes)] }))} />
        : <p class="quiet">{t("privacy.nothingSent")}</p>}
      <Facts of={[
        [t("privacy.to"), sink.hosts.length ? <ul>{sink.hosts.map((host) => <li key={`${host.host}:${host.port}`}>{host.host}:{host.port}, {t(host.outside ? "privacy.outsideHere" : "privacy.insideHere")}</li>)}</ul> : ""],
        [t("privacy.wire"), sink.wire < 0 ? t("privacy.notCounted") : size(sink.wire)],
        [t("privacy.heldBack"), sink.refused ? number(sink.refused) : ""],
        [t("privacy.bundle"), <code>{sink.bundle}</code>],
      ]} />
    </section>
  );
}
