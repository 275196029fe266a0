// SPDX-License-Identifier: Apache-2.0
// What came of an order to a feature, and the way back.
import { Icon } from "../kit/icon";
import { Said } from "../kit/show";
import { number, t, type Key } from "../words";
import { Meanwhile, type Order } from "./orders";
import type { Feature, Plan, Report } from "./types";

export type OrderName = "install" | "update" | "rollback" | "remove";
export interface Done { deed: OrderName; report?: Report; plan?: Plan }

const SENTENCES: Record<OrderName, Key> = { install: "features.didInstall", update: "features.didUpdate", rollback: "features.didRollBack", remove: "features.didRemove" };

function Reported({ deed, report }: { deed: OrderName; report: Report }) {
  return (
    <>
      <strong>{t(SENTENCES[deed], { name: report.feature, before: report.before, after: report.after })}</strong>
      <p class="small">{t("features.took", { ms: number(report.millis) })} {report.gapMillis ? t("features.gap", { ms: number(report.gapMillis) }) : t("features.noGap")} {
        report.restarted.length ? t("features.alsoStopped", { names: report.restarted.join(", ") }) : t("features.nothingElse")}</p>
    </>
  );
}

/** The order that undoes one; none where nothing is left to go back to. */
function undoOf(deed: OrderName, feature: Feature): OrderName | null {
  if (deed === "remove") return feature.installed ? null : "install";
  return deed === "update" && feature.former && feature.live ? "rollback" : null;
}

export function Outcome({ done, feature, order }: { done: Done; feature: Feature; order: Order }) {
  const undo = undoOf(done.deed, feature);
  return (
    <div class="outcome" id="outcome" role="status">
      <Icon name={done.plan ? "going" : "good"} tone={done.plan ? "going" : "good"} />
      <div>
        {done.report && <Reported deed={done.deed} report={done.report} />}
        {done.plan && <>
          <strong>{t("shell.restartTitle")}</strong>
          <p>{t("shell.restartWithin", { n: done.plan.withinSeconds })} {done.plan.after ? t("features.becomes", { name: done.plan.feature, before: done.plan.before, after: done.plan.after }) : ""} <Said>{done.plan.reason}</Said></p>
          <Meanwhile />
        </>}
        {undo && <p class="buttons"><button id="undo" type="button" class="second small" onClick={() => void order(undo)}>{t("kit.undo")}</button></p>}
      </div>
    </div>
  );
}
