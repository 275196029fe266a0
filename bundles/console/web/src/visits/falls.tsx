// SPDX-License-Identifier: Apache-2.0
// The waterfall from capture to relay: bars for the eye, the same figures as a table for everybody.
import { Section } from "../kit/show";
import type { Stage, Visit } from "../live/types";
import { coded, many, ms, t } from "../words";
import { BUDGET_MS, endOf, lengthOf, paths } from "./paths";

export function Falls({ visit }: { visit: Visit }) {
  const { seen, spoken, begin, micros, earlier } = paths(visit), opened = visit.outcome?.type === "Opened";
  const inside = micros <= BUDGET_MS * 1000, took = ms(micros), budget = { ms: BUDGET_MS };
  const hint = [opened ? t(inside ? "visits.inBudget" : "visits.overBudget", budget) : t("visits.budget", budget), earlier && many("visits.earlier", earlier)].filter(Boolean).join(" ");
  return (
    <>
      {seen.length > 0 && <Section title={t(opened ? "visits.fallOpened" : "visits.fallSeen", { ms: took })} hint={hint}>
        <Waterfall stages={seen} begin={begin} budget={BUDGET_MS * 1000} opened={opened} /></Section>}
      {spoken[0] && <Section title={t("visits.fallSpoken", { ms: ms(lengthOf(spoken)) })}>
        <Waterfall stages={spoken} begin={spoken[0].startMicros} budget={0} opened={false} /></Section>}
    </>
  );
}

function Waterfall({ stages, begin, budget, opened }: { stages: Stage[]; begin: number; budget: number; opened: boolean }) {
  const whole = Math.max(endOf(stages) - begin, budget * 1.06, 1), share = (micros: number) => `${(micros / whole) * 100}%`;
  return (
    <div class="fall">
      <table>
        <thead>
          <tr>
            <th scope="col">{t("visits.stageName")}</th>
            <th scope="col"><span class="unseen">{t("visits.bar")}</span>
              <div class="axis" aria-hidden="true"><span>0</span>{budget > 0 && <span class="limit" style={{ left: share(budget) }}><span class="wide">{t("visits.budgetMark", { ms: BUDGET_MS })}</span><span class="narrow">{t("visits.budgetShort", { ms: BUDGET_MS })}</span></span>}</div></th>
            <th scope="col" class="num wide">{t("visits.starts")}</th>
            <th scope="col" class="num">{t("visits.takes")}</th>
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <tr key={`${stage.stage} ${stage.startMicros}`}>
              <th scope="row" title={stage.stage}>{coded("visits", "stage", stage.stage)}</th>
              <td>
                <div class="track" aria-hidden="true">
                  <i class={opened && stage.stage === "relay" ? "last" : undefined} style={{ left: share(stage.startMicros - begin), width: share(stage.durationMicros) }} />
                  {budget > 0 && <b style={{ left: share(budget) }} />}
                </div>
              </td>
              <td class="num wide">{ms(stage.startMicros - begin)}</td>
              <td class="num">{ms(stage.durationMicros)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
