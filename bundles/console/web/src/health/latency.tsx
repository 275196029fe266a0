// SPDX-License-Identifier: Apache-2.0
// How long the stages of visits take. A quantile is shown once three values lie beyond it.
import { Bars, type Bar } from "../kit/chart";
import { Empty } from "../kit/show";
import { coded, number, t } from "../words";

export interface Latency { stage: string; n: number; p50: number; p95: number; p99: number; max: number }

/** How many values it takes for three of them to lie beyond the median, 95 and 99 of 100. */
const NEEDED = { p50: 6, p95: 60, p99: 300 } as const;
const PATH = "capture-to-relay";

const told = (ms: number) => number(ms, { maximumFractionDigits: ms < 10 ? 1 : 0 });
const few = (n: number, needed: number) =>
  <span class="few" title={t("health.enough", { n: number(n), needed })}><span class="unseen">{t("health.enoughSpoken")} </span>{t("health.ofNeeded", { n: number(n), needed })}</span>;
const name = (stage: string) => coded("health", "stage", stage);

export function LatencyChart({ stages }: { stages: Latency[] }) {
  if (!stages.length) return <Empty title={t("health.latencyEmpty")}>{t("health.latencyEmptyHint")}</Empty>;
  const scarce = stages.some((stage) => stage.n < NEEDED.p99);
  const bars = [...stages].sort((a, b) => b.p50 - a.p50).map(bar);
  return (
    <Bars title={title(stages)} head={t("health.stage")} bars={bars} columns={[
      { name: t("health.n"), wide: true }, { name: t("health.half") }, { name: t("health.most") },
      { name: t("health.nearly"), wide: true }, { name: t("health.max"), wide: true }]}>
      <p class="small quiet"><span class="wide">{t("health.latencyBar")} </span>{t("health.latencyHint")}{scarce && ` ${t("health.latencyFewHint")}`}</p>
    </Bars>
  );
}

/** The answer, if there is one: the way to the door first, then whatever takes longest. */
function title(stages: Latency[]): string {
  const sure = stages.filter((stage) => stage.n >= NEEDED.p95);
  const path = sure.find((stage) => stage.stage === PATH);
  if (path) return t("health.latencyPath", { ms: told(path.p95) });
  const slow = sure.sort((a, b) => b.p95 - a.p95)[0];
  return slow ? t("health.latencySlow", { stage: name(slow.stage), ms: told(slow.p95) }) : t("health.latencyFew");
}

const bar = (of: Latency): Bar => {
  const shown = (key: keyof typeof NEEDED) => of.n >= NEEDED[key] ? told(of[key]) : few(of.n, NEEDED[key]);
  return {
    key: of.stage, name: name(of.stage), n: `n = ${number(of.n)}`, value: of.n >= NEEDED.p50 ? of.p50 : 0,
    ...(of.n >= NEEDED.p95 ? { mark: of.p95 } : {}),
    cells: [number(of.n), shown("p50"), shown("p95"), shown("p99"), told(of.max)],
  };
};
