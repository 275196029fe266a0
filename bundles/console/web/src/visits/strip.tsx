// SPDX-License-Identifier: Apache-2.0
// What was counted in a period, as a quiet strip: each fact with the number that it is out of.
import { useAsked } from "../kit/asked";
import { Said } from "../kit/show";
import { caller } from "../live/house";
import { coded, day, language, many, number, t } from "../words";
import { periodOf } from "./filter";

interface Summary { from: string; to: string; counts: { name: string; value: number }[]; text: string; complete: boolean }

/** Counts are of the whole building, so only whoever may see all of it is told them. */
const seesAll = () => !!caller.value?.grants.some((grant) => !grant.doors.length && !grant.stations.length);

export function Strip({ from, to }: { from: string; to: string }) {
  const period = Object.entries({ ...periodOf({ from, to }), language: language.value }).filter(([, value]) => value);
  const asked = useAsked<Summary>(seesAll() ? `/summary?${new URLSearchParams(period)}` : null);
  if (asked.problem) {
    return asked.problem.status === 403 ? null : <p class="small quiet strip">{t("visits.noSummary")} <Said>{asked.problem.title}. {asked.problem.remedy}</Said></p>;
  }
  return asked.value ? <Counted summary={asked.value} title={from || to ? spanOf(asked.value) : t("visits.lastDay")} /> : null;
}

/** The days that were counted, as the gateway says: without a beginning it counts one day. */
function spanOf({ from, to }: Summary): string {
  const first = day(from), last = day(new Date(Date.parse(to) - 1).toISOString());
  return first === last ? first : t("visits.period", { from: first, to: last });
}

const MOST_INTENTS = 3;

function Counted({ summary, title }: { summary: Summary; title: string }) {
  const of = (name: string) => summary.counts.find((count) => count.name === name)?.value ?? 0, all = of("visits");
  const opened = of("outcome-door-opened"), asked = summary.counts.filter(({ name }) => name.startsWith("outcome-")).reduce((sum, { value }) => sum + value, 0);
  const intents = summary.counts.filter(({ name }) => name.startsWith("intent-")).sort((a, b) => b.value - a.value).slice(0, MOST_INTENTS);
  const facts: [string, number][] = [[t("visits.counted.opened"), opened], [t("visits.counted.notOpened"), asked - opened],
    [t("visits.counted.uncalled"), of("calls-avoided")], ...intents.map(({ name, value }): [string, number] => [coded("visits", "intent", name.slice(7)), value])];
  return (
    <section class="strip" aria-label={t("visits.summary")}>
      <p><strong>{many("visits.count", all)}</strong> <span class="small quiet">{title}</span></p>
      <dl>{facts.filter(([, value]) => value > 0).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{t("visits.of", { value: number(value), all: number(all) })}</dd></div>)}</dl>
      {!summary.complete && <p class="small quiet">{t("visits.incomplete")}</p>}
    </section>
  );
}
