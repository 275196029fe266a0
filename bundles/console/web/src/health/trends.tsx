// SPDX-License-Identifier: Apache-2.0
// What the last hour or day was like: latency, throughput, failures, memory.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Shown, useAsked, type Asked } from "../kit/asked";
import { Bars, TimeChart } from "../kit/chart";
import { Empty } from "../kit/show";
import { exactly, many, number, t } from "../words";
import { LatencyChart, type Latency } from "./latency";

interface Traffic { at: string; visits: number; events: number; requests: number; failed: number }
interface Span { since: string; from: string; minutes: number; pointMinutes: number }
interface Stages extends Span { stages: Latency[]; errors: { part: string; n: number }[]; traffic: Traffic[] }
interface Held { at: string; heapBytes: number; rssBytes: number; threads: number }
interface Memory extends Span { heapMaxBytes: number; points: Held[] }

const HOUR = 60, DAY = 24 * HOUR, AGAIN_MS = 30_000;
const minutes = signal<number>(HOUR);

export function Trends() {
  const stages = useAsked<Stages>(`/health/stages?minutes=${minutes.value}`);
  const memory = useAsked<Memory>(`/health/memory?minutes=${minutes.value}`);
  useFresh(stages, memory);
  if (stages.problem?.status === 403) return <Empty title={t("health.refused")}>{t("health.refusedHint")}</Empty>;
  return (
    <section id="trends">
      <div class="trends-head"><h2>{t("health.trends")}</h2><Range /></div>
      <Shown of={stages}>{(told) => <><SinceStart of={told} /><LatencyChart stages={told.stages} /><Throughput of={told} /><Failures of={told} /></>}</Shown>
      <Shown of={memory}>{(told) => <MemoryChart of={told} />}</Shown>
    </section>
  );
}

/** Asks anew while somebody looks. */
function useFresh(...asked: Asked<unknown>[]) {
  useEffect(() => {
    const timer = setInterval(() => { if (!document.hidden) asked.forEach((each) => void each.again()); }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [minutes.value]);
}

function Range() {
  const choice = (n: number, word: string) =>
    <button type="button" aria-pressed={minutes.value === n} onClick={() => { minutes.value = n; }}>{word}</button>;
  return <div class="range" role="group" aria-label={t("health.range")}>{choice(HOUR, t("health.hour"))}{choice(DAY, t("health.day"))}</div>;
}

const SinceStart = ({ of }: { of: Span }) => of.since > of.from
  ? <p class="small quiet">{t("health.sinceStart", { at: exactly(of.since) })}</p> : null;

/** Each moment of the range, with the point that stands for it or null. */
function moments<P extends { at: string }>(of: Span, points: P[]): { at: string; point: P | null }[] {
  const step = of.pointMinutes * 60_000, known = new Map(points.map((point) => [Date.parse(point.at), point]));
  const first = Math.floor(Math.max(Date.parse(of.from), Date.parse(of.since)) / step) * step;
  const last = Math.max(first, ...known.keys());
  return Array.from({ length: (last - first) / step + 1 }, (_, n) => first + n * step)
    .map((at) => ({ at: new Date(at).toISOString(), point: known.get(at) ?? null }));
}

function Throughput({ of }: { of: Stages }) {
  const line = moments(of, of.traffic), at = line.map((each) => each.at);
  const sum = (what: keyof Omit<Traffic, "at">) => of.traffic.reduce((all, point) => all + point[what], 0);
  const values = (what: keyof Omit<Traffic, "at">) => line.map(({ point }) => point?.[what] ?? 0);
  const requests = sum("requests"), failed = sum("failed"), each = many("health.each", of.pointMinutes);
  return (
    <>
      <TimeChart kind="columns" title={many("health.visits", sum("visits"))} unit={each} at={at}
        series={[{ name: each, look: "one", values: values("visits") }]} />
      <TimeChart kind="columns" unit={each} at={at}
        title={failed ? t("health.requestsFailed", { failed: number(failed), n: number(requests) }) : many("health.requestsFine", requests)}
        series={[{ name: each, look: "one", values: values("requests") }]} />
    </>
  );
}

const MOST_FAILURES = 10;

function Failures({ of }: { of: Stages }) {
  const worst = of.errors.slice(0, MOST_FAILURES), first = worst[0];
  if (!first) return <Empty title={t("health.errorsNone")} />;
  return <Bars title={t("health.errorsMost", { part: first.part })} head={t("health.part")} columns={[{ name: t("health.errorsTimes") }]}
    bars={worst.map(({ part, n }) => ({ key: part, name: part, value: n, cells: [number(n)] }))} />;
}

const mega = (bytes: number) => bytes / 1_000_000;
const told = (bytes: number) => number(mega(bytes), { maximumFractionDigits: 0 });

function MemoryChart({ of }: { of: Memory }) {
  const now = of.points[of.points.length - 1];
  if (!now) return <Empty title={t("health.memoryEmpty")}>{t("health.memoryEmptyHint")}</Empty>;
  const line = moments(of, of.points), values = (what: "heapBytes" | "rssBytes") => line.map(({ point }) => point && mega(point[what]));
  const title = now.rssBytes ? t("health.memoryTitle", { rss: told(now.rssBytes), heap: told(now.heapBytes) })
    : t("health.memoryHeapOnly", { heap: told(now.heapBytes) });
  return (
    <TimeChart kind="lines" unit="MB" title={title} at={line.map((each) => each.at)} series={[
      ...(now.rssBytes ? [{ name: t("health.rss"), look: "one" as const, values: values("rssBytes") }] : []),
      { name: t("health.heap"), look: "two" as const, values: values("heapBytes") }]}>
      <p class="small quiet">{t("health.memoryThreads", { n: number(now.threads), max: told(of.heapMaxBytes) })}</p>
    </TimeChart>
  );
}
