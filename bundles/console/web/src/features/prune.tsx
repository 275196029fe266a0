// SPDX-License-Identifier: Apache-2.0
// Deleting packs that nobody needs: first what would go, then, by name, the deed.
import { useState } from "preact/hooks";
import { Shown, useAsked } from "../kit/asked";
import { TypeToConfirm } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, say } from "../kit/show";
import { may, models } from "../live/house";
import { post } from "../live/rest";
import { many, t } from "../words";
import { modelsChanged } from "./asked";
import { slotTitle } from "./types";

export function Prune() {
  const asked = useAsked<{ prunable: string[] }>(may("change-models") ? "/models/prune" : null);
  const [deleted, setDeleted] = useState<string[] | null>(null);
  const prune = async () => {
    const answer = await post<{ deleted: string[] }>("/models/prune");
    setDeleted(answer.deleted);
    say(many("features.pruned", answer.deleted.length));
    modelsChanged();
    await asked.again();
  };
  return (
    <article class="story">
      <h2>{t("features.prune")}</h2>
      <p>{t("features.pruneHint")}</p>
      {deleted && <div class="outcome" id="outcome" role="status"><Icon name="good" tone="good" /><div><strong>{many("features.pruned", deleted.length)}</strong><p class="small">{deleted.join(", ")}</p></div></div>}
      <Shown of={asked}>{({ prunable }) => prunable.length
        ? <><h3>{many("features.wouldGo", prunable.length)}</h3>
          <ul class="list plain" id="prunable">{prunable.map((id) => <li key={id}>{id}<span class="small quiet">{slotOf(id)}</span></li>)}</ul>
          <TypeToConfirm name={t("features.pruneWord")} deed={t("features.pruneDo")} act={prune} /></>
        : <Empty title={t("features.nothingToPrune")}>{t("features.nothingToPruneHint")}</Empty>}</Shown>
    </article>
  );
}

function slotOf(id: string): string {
  const model = models.value.find((each) => each.id === id);
  return model ? slotTitle(model.slot) : "";
}
