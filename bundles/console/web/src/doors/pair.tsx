// SPDX-License-Identifier: Apache-2.0
// Two cameras side by side: what both see at the same moment, and the visits at both doors below.
import { useState } from "preact/hooks";
import { Shown } from "../kit/asked";
import { Select } from "../kit/form";
import { Icon } from "../kit/icon";
import { LivePicture } from "../kit/picture";
import { Empty, Head, Section } from "../kit/show";
import { doorTitle, may } from "../live/house";
import { part } from "../live/rest";
import { go, to } from "../shell/route";
import { number, t } from "../words";
import { useStations } from "./fresh";
import type { StationView } from "./model";
import { Timeline } from "./timeline";

const named = (station: StationView) => [station.title, doorTitle(station.door)].filter((title, n, all) => all.indexOf(title) === n).join(", ");

/** Chooses which two; shown where there are two to choose from. */
export function PairChoice({ stations }: { stations: StationView[] }) {
  const [chosen, choose] = useState<[string, string] | null>(null);
  const [left, right] = chosen ?? [stations[0]?.id ?? "", stations[1]?.id ?? ""];
  if (stations.length < 2) return null;
  const options = stations.map((station) => ({ value: station.id, title: named(station) }));
  return (
    <Section title={t("doors.pair.title")} hint={t("doors.pair.hint")}>
      <form class="pick" onSubmit={(event) => { event.preventDefault(); go(to("doors", ["pair", left, right])); }}>
        <Select name="left" label={t("doors.pair.left")} value={left} options={options} onChange={(value) => choose([value, right])} />
        <Select name="right" label={t("doors.pair.right")} value={right} options={options} onChange={(value) => choose([left, value])} />
        <button type="submit" class="second" disabled={left === right}>{t("doors.pair.open")}</button>
      </form>
    </Section>
  );
}

export function Pair({ left, right }: { left: string; right: string }) {
  const stations = useStations();
  return (
    <>
      <a class="back always" href={to("doors")}><Icon name="left" size={16} />{t("shell.page.doors")}</a>
      <Head title={t("doors.pair.title")} />
      <Shown of={stations}>{(all) => {
        const pair = [left, right].map((id) => all.find((each) => each.id === id && each.video));
        const [one, other] = pair;
        return one && other ? <Both key={`${left}/${right}`} left={one} right={other} /> : <Empty title={t("doors.pair.gone")}>{t("doors.goneHint")}</Empty>;
      }}</Shown>
    </>
  );
}

function Both({ left, right }: { left: StationView; right: StationView }) {
  const [on, set] = useState(false), [one, tellOne] = useState<string | null>(null), [other, tellOther] = useState<string | null>(null);
  const both = [left.door, ...(left.door === right.door ? [] : [right.door])];
  return (
    <>
      {may("listen") ? (
        <p class="buttons looking">
          <button type="button" class={on ? "second" : "first"} aria-pressed={on} onClick={() => set(!on)}>{t(on ? "doors.pair.hide" : "doors.pair.show")}</button>
          <span class="small quiet">{t("doors.pair.audited")}</span>
        </p>
      ) : <Empty title={t("doors.pair.mayNot")}>{t("doors.pair.mayNotHint")}</Empty>}
      {on && <>
        <div class="pair">
          <Figure station={left} captured={tellOne} />
          <Figure station={right} captured={tellOther} />
        </div>
        <Skew left={one} right={other} names={[left.title, right.title]} />
      </>}
      {may("see-visits") && <Section title={t("doors.pair.visits")}><Timeline doors={both} /></Section>}
    </>
  );
}

function Figure({ station, captured }: { station: StationView; captured: (at: string | null) => void }) {
  return (
    <figure class="card">
      <figcaption><strong>{named(station)}</strong></figcaption>
      <LivePicture path={`/stations/${part(station.id)}/picture`} label={t("doors.pair.alt", { station: station.title })} pauseMs={BETWEEN_MS} onCaptured={captured} />
    </figure>
  );
}

const FINE_MS = 500, BETWEEN_MS = 300;

/** How far apart the two pictures were taken: what is seen in both at once may not have happened at once. */
function Skew({ left, right, names }: { left: string | null; right: string | null; names: [string, string] }) {
  if (!left || !right) return <p class="skew quiet">{t("doors.pair.noSkew")}</p>;
  const apart = Math.abs(Date.parse(left) - Date.parse(right)), later = left >= right ? names[0] : names[1];
  return (
    <p class={`skew state ${apart > FINE_MS ? "warn" : "calm"}`}>
      <Icon name={apart > FINE_MS ? "warn" : "calm"} size={18} />
      {apart === 0 ? t("doors.pair.same") : t("doors.pair.skew", { n: number(apart), later })}
    </p>
  );
}
