// SPDX-License-Identifier: Apache-2.0
import { Shown } from "../kit/asked";
import { yesNo } from "../kit/amounts";
import { Empty, Facts, Said, Section, State } from "../kit/show";
import { bundles, may } from "../live/house";
import { t } from "../words";
import { useFeatures } from "./asked";
import { BundleFacts } from "./bundles";
import { FeatureOrders } from "./orders";
import { featureState, type Feature } from "./types";

export function FeatureDetail({ name }: { name: string }) {
  return (
    <Shown of={useFeatures()}>{({ features }) => {
      const feature = features.find((each) => each.name === name);
      return feature ? <One feature={feature} /> : <Empty title={t("features.gone")}>{t("features.goneHint")}</Empty>;
    }}</Shown>
  );
}

function One({ feature }: { feature: Feature }) {
  const bundle = bundles.value.find((each) => each.shortName === feature.name);
  return (
    <article class="story">
      <State {...featureState(feature.state)} chip />
      <h2>{feature.name}</h2>
      {feature.title && <p><Said>{feature.title}</Said></p>}
      <Facts of={[
        [t("features.installed"), feature.installed || t("features.notInstalled")],
        [t("features.available"), feature.available.join(", ")],
        [t("features.former"), feature.former],
        [t("features.live"), feature.live ? `${yesNo(true)}, ${t("features.liveHint")}` : <>{yesNo(false)}: <Said>{feature.restart}</Said></>],
      ]} />
      {may("change-features") && <FeatureOrders feature={feature} />}
      {bundle && <Section title={t("features.behind")}><BundleFacts bundle={bundle} /></Section>}
    </article>
  );
}
