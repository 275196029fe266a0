// SPDX-License-Identifier: Apache-2.0
// The people of the house: the directory and what belongs to it, and one of them in detail.
import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../kit/icon";
import { Head } from "../kit/show";
import { caller, may } from "../live/house";
import type { PageProps } from "../shell/pages";
import { place } from "../shell/route";
import { t, type Key } from "../words";
import { CardTable } from "./cardtable";
import { Enrol } from "./enrol";
import { Enter } from "./enter";
import { List } from "./list";
import { GivePass, Passes } from "./passes";
import { PersonPage } from "./person";
import { enrolAt, enterAt, personOf, VIEWS, viewAt, type View } from "./places";
import { Points } from "./points";
import { Receipts } from "./receipts";
import { RightsInForce } from "./rights";

/** `whole`: for the whole building only. */
const SHOWN: Record<View, { title: Key; needs: string; whole?: boolean; view: ComponentType }> = {
  list: { title: "people.view.list", needs: "see-people", view: List },
  passes: { title: "people.view.passes", needs: "see-rights", view: Passes },
  cards: { title: "people.view.cards", needs: "change-rights", whole: true, view: CardTable },
  rights: { title: "people.view.rights", needs: "see-rights", whole: true, view: RightsInForce },
  receipts: { title: "people.view.receipts", needs: "see-compliance", whole: true, view: Receipts },
  points: { title: "people.view.points", needs: "see-house", view: Points },
};

/** The view that is shown; it stays while a person is open beside it. */
let chosen: View = "list";

export default function Page({ rest }: PageProps) {
  const everywhere = !!caller.value?.grants.some((grant) => grant.doors.length === 0 && grant.stations.length === 0);
  const views = VIEWS.filter((view) => may(SHOWN[view].needs) && (everywhere || !SHOWN[view].whole)), asked = place.value.query.get("view");
  if (rest.length === 0) chosen = views.find((view) => view === asked) ?? "list";
  const Shown = SHOWN[chosen].view, bar = useRef<HTMLElement>(null);
  // On a phone the bar is wider than the screen.
  useEffect(() => bar.current?.querySelector("[aria-current]")?.scrollIntoView({ inline: "nearest", block: "nearest" }), [chosen]);
  return (
    <>
      <Head title={t("shell.page.people")} />
      {may("enrol") && <p class="buttons"><a class="first" href={enterAt()}><Icon name="plus" />{t("people.enter")}</a><a class="second" href={enrolAt()}>{t("people.enrol")}</a></p>}
      <nav class="views" ref={bar} aria-label={t("people.views")}>
        {views.map((view) => <a key={view} href={viewAt(view)} aria-current={view === chosen ? "page" : undefined}>{t(SHOWN[view].title)}</a>)}
      </nav>
      <Shown key={chosen} />
    </>
  );
}

export function Detail({ rest }: PageProps) {
  if (rest[0] === "enrol" && rest.length === 1) return <Enrol key={place.value.query.get("renew") ?? ""} renew={place.value.query.get("renew") ?? ""} />;
  if (rest[0] === "new" && rest.length === 1) return <Enter />;
  if (rest[0] === "pass" && rest.length === 1) return <GivePass />;
  return <PersonPage key={personOf(rest)} id={personOf(rest)} />;
}
