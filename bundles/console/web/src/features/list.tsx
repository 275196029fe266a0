// SPDX-License-Identifier: Apache-2.0
import { Shown } from "../kit/asked";
import { Doing } from "../kit/doing";
import { Icon } from "../kit/icon";
import { Empty, Said, Section } from "../kit/show";
import { to } from "../shell/route";
import { t } from "../words";
import { useFeatures } from "./asked";
import { featureState, type Feature } from "./types";

function Row({ feature, selected }: { feature: Feature; selected: boolean }) {
  const { tone, word } = featureState(feature.state);
  return (
    <li><a class="row" href={to("features", ["feature", feature.name])} aria-current={selected ? "true" : undefined}>
      <Icon name={tone} tone={tone} />
      <span class="what">{feature.name}</span>
      <span class="small quiet">{feature.installed}</span>
      <span class="more">{word}{!feature.live && feature.installed ? `, ${t("features.byRestart")}` : ""}{feature.title && <> · <Said>{feature.title}</Said></>}</span>
    </a></li>
  );
}

/** The features, those that are here first. */
export function FeatureList({ rest }: { rest: string[] }) {
  const asked = useFeatures();
  const list = (some: Feature[]) => <ul class="list">{some.map((each) => <Row key={each.name} feature={each} selected={rest[0] === "feature" && rest[1] === each.name} />)}</ul>;
  return (
    <Section title={t("features.features")} hint={t("features.featuresHint")}>
      <Shown of={asked} lines={5}>{({ progress, features }) => {
        const here = features.filter((each) => each.installed), absent = features.filter((each) => !each.installed);
        return (
          <>
            {progress && <Doing><Said>{progress}</Said></Doing>}
            {here.length ? list(here) : <Empty title={t("features.noFeature")}>{t("features.noFeatureHint")}</Empty>}
            {absent.length > 0 && <><h3>{t("features.canBeInstalled")}</h3>{list(absent)}</>}
          </>
        );
      }}</Shown>
    </Section>
  );
}
