// SPDX-License-Identifier: Apache-2.0
// The bundles as the framework has them.
import { Empty, Facts, Said, Section, State, Table, Time } from "../kit/show";
import { bundles } from "../live/house";
import type { Bundle } from "../live/types";
import { to } from "../shell/route";
import { exactly, many, t } from "../words";
import { featureState } from "./types";

const stateOf = (bundle: Bundle) => <State {...featureState(bundle.state)} chip />;

export function BundleList({ rest }: { rest: string[] }) {
  const all = bundles.value;
  if (!all.length) return <Section title={t("features.bundles")}><Empty title={t("features.noBundle")}>{t("features.noBundleHint")}</Empty></Section>;
  return (
    <Section title={t("features.bundles")} hint={t("features.bundlesHint")}>
      <details class="more-of" open={rest[0] === "bundle"}>
        <summary>{many("features.bundleCount", all.length)}</summary>
        <Table label={t("features.bundles")}
          columns={[{ name: t("features.bundle") }, { name: t("features.version"), num: true }, { name: t("features.stateName") }, { name: t("features.updated"), num: true, wide: true }]}
          rows={all.map((each) => ({ key: each.name, cells: [
            <a href={to("features", ["bundle", each.shortName])} aria-current={rest[1] === each.shortName ? "true" : undefined}>{each.shortName}</a>,
            each.version, stateOf(each), <Time at={each.updated} />,
          ] }))} />
      </details>
    </Section>
  );
}

/** The facts of a bundle, as a part of its feature or alone. */
export function BundleFacts({ bundle }: { bundle: Bundle }) {
  return (
    <>
      {bundle.description && <p><Said>{bundle.description}</Said></p>}
      <Facts of={[
        [t("features.bundle"), <code>{bundle.name}</code>],
        [t("features.stateName"), stateOf(bundle)],
        [t("features.version"), bundle.version],
        [t("features.updated"), <><Time at={bundle.updated} />, {exactly(bundle.updated)}</>],
      ]} />
    </>
  );
}

export function BundleDetail({ name }: { name: string }) {
  const bundle = bundles.value.find((each) => each.shortName === name);
  if (!bundle) return <Empty title={t("features.gone")}>{t("features.goneHint")}</Empty>;
  return (
    <article class="story">
      <h2>{bundle.shortName}</h2>
      <BundleFacts bundle={bundle} />
      <p><a href={to("features", ["feature", bundle.shortName])}>{t("features.toFeature")}</a></p>
    </article>
  );
}
