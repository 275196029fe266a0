// SPDX-License-Identifier: Apache-2.0
// The operating point: how alike two faces must be, and what that is worth.
import { Shown, useAsked } from "../kit/asked";
import { Empty, Facts, Said, Section, State, type Tone } from "../kit/show";
import { coded, exactly, many, number, t } from "../words";
import type { OperatingPoint } from "./types";

const TONES: Record<string, Tone> = { PROVEN: "good", NOT_PROVABLE: "warn", MISSED: "bad", NO_COHORT: "bad", CONFIGURED: "warn" };

export function Points() {
  const asked = useAsked<OperatingPoint[]>("/faces/operating-points");
  return (
    <Section title={t("people.points")} hint={t("people.points.hint")}>
      <Shown of={asked}>{(all) => all.length === 0 ? <Empty title={t("people.points.none")}>{t("people.points.noneHint")}</Empty>
        : <>{all.map((point, n) => <Point key={n} point={point} />)}</>}</Shown>
    </Section>
  );
}

const whole = (n: number) => number(n, { maximumFractionDigits: 0 });

function rate(value: number | undefined): string {
  if (value === undefined) return t("kit.unknown");
  return value > 0 ? t("people.point.oneIn", { n: number(1 / value, { maximumSignificantDigits: 2 }) }) : t("people.point.noneSeen");
}

function Point({ point }: { point: OperatingPoint }) {
  const { cohort } = point, data = cohort.people > 0;
  return (
    <article class="card point">
      <h3>{point.space}, {many("people.point.comparisons", point.comparisons)}</h3>
      <State chip tone={TONES[point.proof] ?? "calm"} word={coded("people", "proof", point.proof)} />
      <p><Said>{point.sentence}</Said></p>
      {data && point.upperFar !== undefined && <Scale estimate={point.estimatedFar ?? 0} upper={point.upperFar} target={point.targetFar} />}
      <Facts of={[
        [t("people.point.target"), t("people.point.atMost", { rate: rate(point.targetFar) })],
        [t("people.point.threshold"), t("people.point.cosine", { value: number(point.threshold, { minimumFractionDigits: 3, maximumFractionDigits: 3 }) })],
        [t("people.point.estimate"), rate(point.estimatedFar)],
        [t("people.point.bound"), point.upperFar === undefined ? t("kit.unknown") : t("people.point.notMore", { rate: rate(point.upperFar) })],
        [t("people.point.provable"), point.provableFar !== undefined && t("people.point.best", { rate: rate(point.provableFar) })],
        [t("people.point.people"), data && whole(cohort.people)], [t("people.point.pairs"), data && whole(cohort.pairs)],
        [t("people.point.worth"), data && t("people.point.independent", { n: whole(cohort.effectivePairs) })],
        [t("people.point.strangers"), data ? <Said>{cohort.origin}</Said> : t("people.point.noCohort")],
        [t("people.point.derived"), exactly(point.derivedAt)],
      ]} />
    </article>
  );
}

/** The estimate with its bound beside the target, from one in ten million to one in one; the figures stand beside it. */
function Scale({ estimate, upper, target }: { estimate: number; upper: number; target: number }) {
  const at = (value: number) => `${Math.max(0, Math.min(100, ((Math.log10(value) + 7) / 7) * 100))}%`;
  return (
    <figure class="scale" aria-hidden="true">
      <div class={upper <= target ? "in" : ""}>
        <i style={{ width: at(upper) }} />{estimate > 0 && <u style={{ left: at(estimate) }} />}<b style={{ left: at(target) }} />
      </div>
      <figcaption class="small quiet"><span>{t("people.point.tenMillion")}</span><span>{t("people.point.one")}</span><span>{t("people.point.legend")}</span></figcaption>
    </figure>
  );
}
