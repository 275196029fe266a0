// SPDX-License-Identifier: Apache-2.0
// Features and models: what this house can do, and with what.
import { Empty, Head } from "../kit/show";
import type { PageProps } from "../shell/pages";
import { t } from "../words";
import { BundleDetail, BundleList } from "./bundles";
import { FeatureDetail } from "./feature";
import { FeatureList } from "./list";
import { ModelDetail } from "./model";
import { Prune } from "./prune";
import { SlotDetail } from "./slot";
import { SlotList } from "./slots";
import { TakeIn } from "./take-in";

export default function Page({ rest }: PageProps) {
  return (
    <>
      <Head title={t("shell.page.features")} />
      <div class="columns">
        <SlotList rest={rest} />
        <div>
          <FeatureList rest={rest} />
          <BundleList rest={rest} />
        </div>
      </div>
    </>
  );
}

export function Detail({ rest }: PageProps) {
  const [kind, name = ""] = rest;
  if (kind === "feature") return <FeatureDetail key={name} name={name} />;
  if (kind === "slot") return <SlotDetail key={name} slot={name} />;
  if (kind === "model") return <ModelDetail key={name} id={name} />;
  if (kind === "bundle") return <BundleDetail name={name} />;
  if (kind === "take-in") return <TakeIn />;
  if (kind === "prune") return <Prune />;
  return <Empty title={t("features.gone")}>{t("features.goneHint")}</Empty>;
}
