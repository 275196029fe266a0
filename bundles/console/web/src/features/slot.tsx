// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { useDeed } from "../kit/asked";
import { Doing } from "../kit/doing";
import { Icon } from "../kit/icon";
import { Empty, Said, Section, State, Trouble } from "../kit/show";
import { comparisons, may, models } from "../live/house";
import { part, post } from "../live/rest";
import type { Model } from "../live/types";
import { to } from "../shell/route";
import { t } from "../words";
import { modelsChanged, useModelProgress } from "./asked";
import { Comparisons } from "./compared";
import { ModelDone } from "./model-orders";
import { modelState, onTrial, slotTitle, type Compared } from "./types";

export function SlotDetail({ slot }: { slot: string }) {
  const progress = useModelProgress(), packs = models.value.filter((model) => model.slot === slot);
  if (!packs.length) return <Empty title={t("features.gone")}>{t("features.goneHint")}</Empty>;
  const compared = (comparisons.value as unknown as Compared[]).filter((each) => each.slot === slot);
  return (
    <article class="story">
      <h2>{slotTitle(slot)}</h2>
      <p class="quiet"><code>{slot}</code></p>
      {progress && <Doing><Said>{progress}</Said></Doing>}
      <Section title={t("features.packs")}>
        <ul class="list">{packs.map((model) => <Pack key={model.id} model={model} />)}</ul>
        {may("change-models") && <BackButton slot={slot} packs={packs} />}
      </Section>
      <Comparisons of={compared} />
    </article>
  );
}

function Pack({ model }: { model: Model }) {
  const { tone, word } = modelState(model);
  return (
    <li><a class="row" href={to("features", ["model", model.id])}>
      <Icon name={tone} tone={tone} />
      <span class="what">{model.name}</span>
      <State tone={tone} word={word} chip />
      <span class="more">{model.version}, {t("features.releaseNumber", { n: model.release })} · {model.licence} · {t("features.signedBy", { name: model.signer || t("features.nobody") })}</span>
      {model.problem && <span class="more bad"><Said>{model.problem}</Said></span>}
      {model.notice && <span class="more warn">{t("features.originUnclear")}</span>}
    </a></li>
  );
}

/** Ends a roll-out, or lets the pack before serve again. */
function BackButton({ slot, packs }: { slot: string; packs: Model[] }) {
  const [done, setDone] = useState<Model | null>(null);
  const doing = useDeed(async () => {
    setDone(null);
    setDone(await post<Model>(`/slots/${part(slot)}/rollback`));
    modelsChanged();
  });
  if (packs.length < 2) return null;
  return (
    <>
      {doing.problem && <Trouble problem={doing.problem} />}
      {done && <ModelDone words={t("features.servesAgain", { id: done.id })} />}
      <p class="buttons"><button id="slot-back" type="button" class="second" aria-disabled={doing.busy || undefined} onClick={() => void doing.run()}>
        {t(packs.some(onTrial) ? "features.endRollOut" : "features.modelBefore")}</button></p>
    </>
  );
}
