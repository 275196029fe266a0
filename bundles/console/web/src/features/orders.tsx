// SPDX-License-Identifier: Apache-2.0
// What can be ordered of one feature: install, update, roll back, remove; and what came of it.
import { useState } from "preact/hooks";
import { useDeed, type Deed } from "../kit/asked";
import { Doing } from "../kit/doing";
import { Said, Section, Trouble, say } from "../kit/show";
import { announce } from "../live/restart";
import { part, post } from "../live/rest";
import { t } from "../words";
import { featuresChanged, useFeatures } from "./asked";
import { Outcome, type Done, type OrderName } from "./outcome";
import type { Feature, Plan, Report } from "./types";
import { Update } from "./update";

export interface OrderBody { file?: string; restart?: boolean }
export type Order = (deed: OrderName, body?: OrderBody) => Promise<boolean>;

/** Carries out one order at a time and keeps what came of it. */
function useOrders(feature: Feature): { order: Order; doing: Deed<[OrderName, OrderBody]>; done: Done | null } {
  const [done, setDone] = useState<Done | null>(null);
  const doing = useDeed(async (deed: OrderName, body: OrderBody) => {
    setDone(null);
    try {
      const answer = await post<Report | Plan>(`/features/${part(feature.name)}/${deed}`, body);
      if ("withinSeconds" in answer) announce({ at: new Date().toISOString(), reason: answer.reason, withinSeconds: answer.withinSeconds });
      else say(t("features.carriedOut"));
      setDone({ deed, ...("withinSeconds" in answer ? { plan: answer } : { report: answer }) });
    } finally {
      featuresChanged();
    }
  });
  return { order: (deed, body = {}) => doing.run(deed, body), doing, done };
}

export function FeatureOrders({ feature }: { feature: Feature }) {
  const { order, doing, done } = useOrders(feature);
  const [asking, ask] = useState<"rollback" | "remove" | null>(null);
  const progress = useFeatures(doing.busy).value?.progress;
  const run: Order = (deed, body) => {
    ask(null);
    return order(deed, body);
  };
  return (
    <Section title={t("features.change")}>
      {doing.busy && <Doing>{progress ? <Said>{progress}</Said> : t("features.working")}</Doing>}
      {doing.problem && <><Trouble problem={doing.problem} /><p class="small quiet">{t("features.orderRefused")}</p></>}
      {done && <Outcome done={done} feature={feature} order={run} />}
      {!doing.busy && <Choices feature={feature} asking={asking} ask={ask} order={run} />}
    </Section>
  );
}

interface ChoicesProps { feature: Feature; asking: "rollback" | "remove" | null; ask: (what: "rollback" | "remove" | null) => void; order: Order }
function Choices({ feature, asking, ask, order }: ChoicesProps) {
  if (!feature.installed) {
    return <p class="buttons"><button id="install" type="button" class="first" onClick={() => void order("install")}>{t("features.install")}</button></p>;
  }
  return (
    <>
      <Update feature={feature} order={order} />
      <p class="buttons">
        {feature.former && <button id="roll-back" type="button" class="second" aria-expanded={asking === "rollback"} onClick={() => ask(asking === "rollback" ? null : "rollback")}>
          {t("features.rollBackTo", { version: feature.former })}</button>}
        {feature.name !== "console" && <button id="remove" type="button" class="second" aria-expanded={asking === "remove"} onClick={() => ask(asking === "remove" ? null : "remove")}>{t("features.remove")}</button>}
      </p>
      {asking && <Sure feature={feature} what={asking} order={order} onCancel={() => ask(null)} />}
    </>
  );
}

function Sure({ feature, what, order, onCancel }: { feature: Feature; what: "rollback" | "remove"; order: Order; onCancel: () => void }) {
  const restart = what === "rollback" && !feature.live;
  return (
    <div class="confirm">
      <p>{what === "remove" ? t("features.removeMeans", { name: feature.name }) : t("features.rollBackMeans", { version: feature.former })}</p>
      {restart && <Meanwhile />}
      <p class="buttons">
        <button id="sure" type="button" class="first" onClick={() => void order(what, restart ? { restart } : {})}>
          {restart ? t("features.rollBackRestart") : what === "remove" ? t("features.remove") : t("features.rollBack")}</button>
        <button type="button" class="second" onClick={onCancel}>{t("kit.cancel")}</button>
      </p>
    </div>
  );
}

/** What happens to visits during a planned restart. */
export function Meanwhile() {
  return (
    <div class="meanwhile">
      <h3>{t("features.meanwhile")}</h3>
      <ol>
        <li>{t("features.meanwhileTold")}</li>
        <li>{t("features.meanwhileOpen")}</li>
        <li>{t("features.meanwhileRestart")}</li>
        <li>{t("features.meanwhileBack")}</li>
      </ol>
    </div>
  );
}
