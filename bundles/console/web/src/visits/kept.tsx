// SPDX-License-Identifier: Apache-2.0
// The pictures that are kept of a visit, where a site wishes that: shown when somebody asks.
import { useState } from "preact/hooks";
import { useAsked } from "../kit/asked";
import { StillPicture } from "../kit/picture";
import { may } from "../live/house";
import { part } from "../live/rest";
import type { Visit } from "../live/types";
import { exactly, t } from "../words";

interface Picture { number: number; capturedAt: string }

/** Nothing where none is kept, or for whom it is not. */
export function Kept({ visit }: { visit: Visit }) {
  const path = `/visits/${part(visit.id)}/pictures`;
  const pictures = useAsked<Picture[]>(visit.closedAt && may("listen") ? path : null).value ?? [];
  const [shown, show] = useState(false);
  if (!pictures.length) return null;
  if (!shown) {
    return (
      <p class="look-bar">
        <button id="show-kept" type="button" class="second small" onClick={() => show(true)}>{t("visits.showKept")}</button>
        <span class="quiet small">{t("visits.showKeptHint")}</span>
      </p>
    );
  }
  return <div class="look kept">{pictures.map(({ number, capturedAt }) => <StillPicture key={number} path={`${path}/${number}`} label={t("visits.keptPicture", { when: exactly(capturedAt) })} />)}</div>;
}
