// SPDX-License-Identifier: Apache-2.0
// Visits as rows that lead to their story.
import { Icon } from "../kit/icon";
import { Said, Time } from "../kit/show";
import { doorTitle } from "../live/house";
import type { Visit } from "../live/types";
import { to } from "../shell/route";
import { storyOf } from "../visits/telling";
import { Told } from "../visits/told";

export function VisitRows({ visits, selected }: { visits: Visit[]; selected: string | undefined }) {
  return <ul class="list">{visits.map((visit) => <Row key={visit.id} visit={visit} here={visit.id === selected} />)}</ul>;
}

function Row({ visit, here }: { visit: Visit; here: boolean }) {
  const story = storyOf(visit);
  return (
    <li>
      <a class="row" href={to("now", [visit.id])} aria-current={here || undefined}>
        <Icon name={story.tone} size={20} tone={story.tone} />
        <span class="what"><Told of={story} /></span><Time at={visit.openedAt} />
        <span class="more">{doorTitle(visit.door)} · <Under visit={visit} /></span>
      </a>
    </li>
  );
}

function Under({ visit }: { visit: Visit }) {
  if (visit.transcript) return <q>{visit.transcript}</q>;
  return <Said>{visit.faceReason ?? visit.decision?.reason ?? visit.id}</Said>;
}
