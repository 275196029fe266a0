// SPDX-License-Identifier: Apache-2.0
// Two models on the same requests, side by side.
import { percent, share } from "../kit/amounts";
import { Facts, Said, Section, State, Table, Time } from "../kit/show";
import { coded, number, t } from "../words";
import { outcomeState, type Compared } from "./types";

export function Comparisons({ of }: { of: Compared[] }) {
  if (!of.length) return null;
  return (
    <Section title={t("features.compared")} hint={t("features.comparedHint")}>
      {of.map((each) => <One key={`${each.other} ${each.phase} ${each.since}`} of={each} />)}
    </Section>
  );
}

const millis = (value: number | undefined) => value === undefined ? t("features.tooFew") : number(value, { maximumFractionDigits: value < 10 ? 1 : 0 });

function One({ of }: { of: Compared }) {
  const agreed = share(of.agreed, of.compared), otherwise = of.compared - of.agreed - of.onlyServing - of.onlyOther;
  const bounds = agreed && t("features.bounds", { low: percent(agreed.low), high: percent(agreed.high), n: number(of.compared) });
  return (
    <div class="card compared">
      <h3>{coded("features", "phase", of.phase)}: {of.other}</h3>
      <State {...outcomeState(of.outcome)} chip />
      <p><Said>{of.sentence}</Said></p>
      {agreed ? <Agreement low={agreed.low} at={agreed.at} high={agreed.high} words={bounds ?? ""} /> : <p class="quiet">{t("features.nothingCompared")}</p>}
      <Table label={t("features.sideBySide")}
        columns={[{ name: t("features.measure") }, { name: t("features.servesNow"), num: true }, { name: t("features.compares"), num: true }]}
        rows={[
          { key: "pack", cells: [t("features.pack"), of.serving, of.other] },
          { key: "only", cells: [t("features.onlyThis"), number(of.onlyServing), number(of.onlyOther)] },
          { key: "p95", cells: [t("features.p95"), millis(of.servingP95Millis), millis(of.otherP95Millis)] },
          { key: "errors", cells: [t("features.failedRuns"), "", number(of.errors)] },
        ]} />
      <Facts of={[
        [t("features.differOtherwise"), otherwise > 0 ? number(otherwise) : ""],
        [t("features.chance"), of.onlyServing + of.onlyOther ? `p = ${number(of.mcnemarP, { maximumFractionDigits: 3 })}` : ""],
        [t("features.shift"), of.scoreShift === undefined ? "" : shift(of)],
        [t("features.leftOut"), of.dropped + of.incomparable ? t("features.leftOutOf", { dropped: number(of.dropped), silent: number(of.incomparable) }) : ""],
        [t("features.since"), <Time at={of.since} />],
      ]} />
    </div>
  );
}

function shift(of: Compared): string {
  const three = (value = 0) => number(value, { maximumFractionDigits: 3, signDisplay: "exceptZero" });
  const bounds = of.shiftLow === undefined || of.shiftHigh === undefined ? "" : `, ${t("features.from", { low: three(of.shiftLow), high: three(of.shiftHigh) })}`;
  return `${three(of.scoreShift)}${bounds}`;
}

/** The share of equal decisions with its 95 % bound as a thin bar. It starts at zero. */
function Agreement({ low, at, high, words }: { low: number; at: number; high: number; words: string }) {
  return (
    <figure class="agreement">
      <figcaption><strong>{t("features.agree", { share: percent(at) })}</strong> <span class="quiet small">{words}</span></figcaption>
      <div class="bound" aria-hidden="true"><i style={{ left: `${low * 100}%`, width: `${Math.max(0.5, (high - low) * 100)}%` }} /><b style={{ left: `${at * 100}%` }} /></div>
    </figure>
  );
}
