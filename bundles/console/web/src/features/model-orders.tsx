// SPDX-License-Identifier: Apache-2.0
// What can be ordered of one pack: let it serve at once, or step by step; and the way back.
import { useState } from "preact/hooks";
import { useDeed } from "../kit/asked";
import { Doing } from "../kit/doing";
import { Icon } from "../kit/icon";
import { Said, Section, Trouble, say } from "../kit/show";
import { part, post } from "../live/rest";
import type { Model } from "../live/types";
import { t } from "../words";
import { modelsChanged } from "./asked";
import { onTrial, serves } from "./types";

type Act = "activate" | "rollout" | "back";

const pathOf = (act: Act, model: Model) => act === "back" ? `/slots/${part(model.slot)}/rollback` : `/models/${part(model.id)}/${act}`;

function told(act: Act, answer: Model): string {
  if (act === "activate") return t("features.servesNowDone", { id: answer.id });
  return t(act === "rollout" ? "features.rollOutBegun" : "features.servesAgain", { id: answer.id });
}

export function ModelOrders({ model, progress }: { model: Model; progress: string }) {
  const [done, setDone] = useState<{ act: Act; words: string } | null>(null);
  const doing = useDeed(async (act: Act) => {
    setDone(null);
    const words = told(act, await post<Model>(pathOf(act, model)));
    setDone({ act, words });
    say(words);
    modelsChanged();
  });
  const run = (act: Act) => void doing.run(act);
  return (
    <Section title={t("features.change")}>
      {doing.busy && <Doing>{progress ? <Said>{progress}</Said> : t("features.working")}</Doing>}
      {doing.problem && <><Trouble problem={doing.problem} /><p class="small quiet">{t("features.modelRefused")}</p></>}
      {done && <ModelDone words={done.words} {...(done.act === "activate" ? { undo: () => run("back") } : {})} />}
      {!doing.busy && <Choices model={model} run={run} />}
    </Section>
  );
}

function Choices({ model, run }: { model: Model; run: (act: Act) => void }) {
  if (onTrial(model)) {
    return <p class="buttons">
      <button id="activate" type="button" class="second" onClick={() => run("activate")}>{t("features.activateNow")}</button>
      <button id="model-back" type="button" class="second" onClick={() => run("back")}>{t("features.endRollOut")}</button>
    </p>;
  }
  if (serves(model)) {
    return <><p class="small quiet">{t("features.backHint")}</p>
      <p class="buttons"><button id="model-back" type="button" class="second" onClick={() => run("back")}>{t("features.modelBefore")}</button></p></>;
  }
  return (
    <>
      <p class="small quiet">{t("features.rollOutHint")}</p>
      <p class="buttons">
        <button id="roll-out" type="button" class="first" onClick={() => run("rollout")}>{t("features.rollOut")}</button>
        <button id="activate" type="button" class="second" onClick={() => run("activate")}>{t("features.activate")}</button>
      </p>
    </>
  );
}

export function ModelDone({ words, undo }: { words: string; undo?: () => void }) {
  return (
    <div class="outcome" id="outcome" role="status">
      <Icon name="good" tone="good" />
      <div><strong>{words}</strong>
        {undo && <p class="buttons"><button id="undo" type="button" class="second small" onClick={undo}>{t("kit.undo")}</button></p>}</div>
    </div>
  );
}
