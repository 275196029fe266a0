// SPDX-License-Identifier: Apache-2.0
import { Icon } from "../kit/icon";
import { Empty, Facts, Said, Section, State } from "../kit/show";
import type { Tone } from "../kit/show";
import { comparisons, may, models } from "../live/house";
import type { Model } from "../live/types";
import { to } from "../shell/route";
import { coded, day, many, t } from "../words";
import { useModelProgress } from "./asked";
import { Comparisons } from "./compared";
import { languages } from "./languages";
import { ModelOrders } from "./model-orders";
import { Steps } from "./steps";
import { modelState, slotTitle, type Compared } from "./types";

export function ModelDetail({ id }: { id: string }) {
  const progress = useModelProgress(), model = models.value.find((each) => each.id === id);
  if (!model) return <Empty title={t("features.gone")}>{t("features.goneHint")}</Empty>;
  const compared = (comparisons.value as unknown as Compared[]).filter((each) => each.other === id || each.serving === id);
  return (
    <article class="story">
      <State {...modelState(model)} chip />
      <h2>{model.name}</h2>
      {model.task && <p><Said>{model.task}</Said></p>}
      {model.problem && <p class="error" role="alert"><Icon name="bad" /><Said>{model.problem}</Said></p>}
      <Licence model={model} />
      <Steps model={model} />
      {may("change-models") && <ModelOrders model={model} progress={progress} />}
      <Comparisons of={compared} />
      <About model={model} />
    </article>
  );
}

const USE: Record<string, Tone> = { yes: "good", no: "bad" };

/** What the licence permits, and what is unclear: loud enough to be read before anything is sold. */
function Licence({ model }: { model: Model }) {
  const tone = model.notice ? "warn" : USE[model.commercialUse] ?? "warn";
  return (
    <Section title={t("features.licence")}>
      <div class={`licence ${tone}`}>
        <Icon name={tone} size={24} tone={tone} />
        <div>
          <strong>{model.licence === "LicenseRef-unknown" ? t("features.licenceUnknown") : model.licence}. {coded("features", "use", model.commercialUse)}</strong>
          {model.notice && <><p>{t("features.unclear")}</p><p><Said>{model.notice}</Said></p></>}
        </div>
      </div>
    </Section>
  );
}

function About({ model }: { model: Model }) {
  const late = Date.parse(model.expires) < Date.now();
  return (
    <Section title={t("features.about")}>
      <Facts of={[
        [t("features.slotName"), <a href={to("features", ["slot", model.slot])}>{slotTitle(model.slot)}</a>],
        [t("features.version"), model.version],
        [t("features.release"), model.release],
        [t("features.signer"), model.signer || t("features.nobody")],
        [t("features.until"), <>{day(model.expires)}{late ? `, ${t("features.expired")}` : ""}</>],
        [t("features.family"), model.family],
        [t("features.languages"), languages(model.languages)],
        [t("features.inUse"), model.leases ? many("features.requests", model.leases) : ""],
      ]} />
    </Section>
  );
}
