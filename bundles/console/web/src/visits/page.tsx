// SPDX-License-Identifier: Apache-2.0
// The visits: a list that follows what happens, and the story of one of them beside it.
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../kit/icon";
import { Empty, Head, say, Skeleton, Trouble } from "../kit/show";
import { gateway, visits as live } from "../live/house";
import type { PageProps } from "../shell/pages";
import { place } from "../shell/route";
import { exactly, t } from "../words";
import { FilterForm } from "./filters";
import { filterOf, isEmpty, merged, type Filter } from "./filter";
import { Groups } from "./list";
import { beside, leafTo, order, useLeafing } from "./order";
import { usePages, type Pages } from "./pages";
import { Story } from "./story";
import { Strip } from "./strip";
import { storyOf } from "./telling";

export { Story };

export default function Page({ rest }: PageProps) {
  const filter = filterOf(place.value.query), pages = usePages(filter), inside = useRef<HTMLDivElement>(null);
  const shown = pages.visits && merged(pages.visits, live.value, filter, pages.next !== null);
  const ids = shown?.map((visit) => visit.id).join(" ") ?? "";
  useEffect(() => { order.value = ids ? ids.split(" ") : []; }, [ids]);
  useLeafing(inside, ".main", (id) => {
    leafTo(id);
    document.getElementById(`visit-${id}`)?.focus();
  });
  return (
    <div ref={inside}>
      <Head title={t("visits.title")} />
      <Strip from={filter.from} to={filter.to} />
      <FilterForm filter={filter} />
      {pages.problem && <Trouble problem={pages.problem} retry={pages.again} />}
      {shown ? <List pages={pages} filter={filter} shown={shown} current={rest[0]} /> : !pages.problem && <Skeleton lines={5} />}
    </div>
  );
}

interface ListProps { pages: Pages; filter: Filter; shown: NonNullable<Pages["visits"]>; current: string | undefined }
function List({ pages, filter, shown, current }: ListProps) {
  if (!shown.length && !pages.next) {
    return isEmpty(filter) ? <Empty title={t("visits.empty")}>{t("visits.emptyHow")}</Empty>
      : <><Empty title={t("visits.noneFit")}>{t("visits.noneFitHow")}</Empty><Reach missing={pages.missing} /></>;
  }
  return (
    <div class={pages.busy ? "stale" : undefined} aria-busy={pages.busy}>
      {shown.length ? <Groups visits={shown} current={current} /> : <Empty title={t("visits.noneYet")}>{t("visits.noneYetHow")}</Empty>}
      {pages.next ? <p class="buttons"><button id="more-visits" type="button" class="second" onClick={() => void pages.more()}>{t("kit.more")}</button></p>
        : <Reach missing={pages.missing} />}
    </div>
  );
}

/** How far back all of this reaches, and what is not there though it may be kept. */
function Reach({ missing }: { missing: string | null }) {
  const since = gateway.value.startedAt;
  if (!missing) return <p class="small quiet reach">{t("visits.reach")}</p>;
  return since ? <p class="small quiet reach">{t(missing === "vault-locked" ? "visits.reachLocked" : "visits.reachMissing", { since: exactly(since) })}</p> : null;
}

export function Detail({ rest }: PageProps) {
  const id = rest[0] ?? "", inside = useRef<HTMLDivElement>(null);
  const leaf = (next: string) => {
    leafTo(next);
    const visit = live.value.find((each) => each.id === next);
    if (visit) say(storyOf(visit).sentence);
  };
  useLeafing(inside, ".detail", leaf);
  return <div ref={inside}><Leafing id={id} leaf={leaf} /><Story key={id} id={id} /></div>;
}

function Leafing({ id, leaf }: { id: string; leaf: (id: string) => void }) {
  const newer = beside(id, -1), older = beside(id, 1);
  if (!newer && !older) return null;
  return (
    <nav class="buttons leafing" aria-label={t("visits.others")}>
      <button id="newer" type="button" class="second small" title={t("visits.leafHint")} aria-keyshortcuts="k ArrowLeft" aria-disabled={!newer || undefined}
        onClick={() => { if (newer) leaf(newer); }}><Icon name="left" size={16} />{t("visits.newer")}</button>
      <button id="older" type="button" class="second small" title={t("visits.leafHint")} aria-keyshortcuts="j ArrowRight" aria-disabled={!older || undefined}
        onClick={() => { if (older) leaf(older); }}>{t("visits.older")}<Icon name="right" size={16} /></button>
    </nav>
  );
}
