// SPDX-License-Identifier: Apache-2.0
// The places that models take, and which pack serves each.
import { Doing } from "../kit/doing";
import { Icon } from "../kit/icon";
import { Empty, Said, Section, State } from "../kit/show";
import { may, models } from "../live/house";
import type { Model } from "../live/types";
import { to } from "../shell/route";
import { many, t } from "../words";
import { useModelProgress } from "./asked";
import { languages } from "./languages";
import { modelState, onTrial, serves, slotTitle, unclear } from "./types";

export function SlotList({ rest }: { rest: string[] }) {
  const progress = useModelProgress(), slots = [...new Set(models.value.map((model) => model.slot))];
  return (
    <Section title={t("features.models")} hint={t("features.modelsHint")}>
      {progress && <Doing><Said>{progress}</Said></Doing>}
      {slots.length
        ? <ul class="list">{slots.map((slot) => <Row key={slot} slot={slot} selected={rest[0] === "slot" && rest[1] === slot} />)}</ul>
        : <Empty title={t("features.noModel")}>{t("features.noModelHint")}</Empty>}
      {may("change-models") && <p class="buttons">
        <a class={rest.length ? "second" : "first"} href={to("features", ["take-in"])}>{t("features.takeIn")}</a>
        {models.value.length > 0 && <a class="second" href={to("features", ["prune"])}>{t("features.prune")}</a>}
      </p>}
    </Section>
  );
}

function Row({ slot, selected }: { slot: string; selected: boolean }) {
  const packs = models.value.filter((model) => model.slot === slot), serving = packs.find(serves);
  const waiting = packs.filter((model) => model.state === "STAGED").length, { tone } = serving ? modelState(serving) : { tone: "bad" as const };
  const more = serving ? [serving.id, languages(serving.languages), waiting ? many("features.standBy", waiting) : ""].filter(Boolean).join(" · ") : t("features.nothingServes");
  return (
    <li><a class="row" href={to("features", ["slot", slot])} aria-current={selected ? "true" : undefined}>
      <Icon name={tone} tone={tone} />
      <span class="what">{slotTitle(slot)}</span>
      <span class="small quiet">{serving ? modelState(serving).word : ""}</span>
      <span class="more">{more}</span>
      <span class="marks"><Marks packs={packs} serving={serving} /></span>
    </a></li>
  );
}

/** What about a slot wants a look. */
function Marks({ packs, serving }: { packs: Model[]; serving: Model | undefined }) {
  return (
    <>
      {packs.filter(onTrial).map((model) => <State key={model.id} tone="going" word={`${modelState(model).word}: ${model.id}`} chip />)}
      {serving?.problem && <State tone="warn" word={t("features.hasProblem")} chip />}
      {serving && unclear(serving) && <State tone="warn" word={t("features.originUnclear")} chip />}
    </>
  );
}
