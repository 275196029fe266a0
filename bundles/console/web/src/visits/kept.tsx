// SPDX-License-Identifier: Apache-2.0
// The picture that is kept of a visit, where a site wishes that: shown when somebody asks, and the face in it that decided.
import { useState } from "preact/hooks";
import { useAsked } from "../kit/asked";
import { StillPicture } from "../kit/picture";
import { may } from "../live/house";
import { part } from "../live/rest";
import type { Visit } from "../live/types";
import { exactly, language, moment, t } from "../words";
import { Cutting, type Box } from "./cutting";

interface Picture { number: number; capturedAt: string; face?: Box }
/** What is kept of a visit, and what of it was shown by now. */
export interface Looked { path: string; pictures: Picture[]; shown: boolean; show: () => void; files: Record<number, Blob>; came: (number: number, file: Blob) => void }

/** Nothing where none is kept, or for whom it is not. */
export function useKept(visit: Visit): Looked {
  const path = `/visits/${part(visit.id)}/pictures`;
  const pictures = useAsked<Picture[]>(visit.closedAt && may("listen") ? path : null).value ?? [];
  const [shown, show] = useState(false), [files, setFiles] = useState<Record<number, Blob>>({});
  return { path, pictures, shown, show: () => show(true), files, came: (number, file) => setFiles((before) => ({ ...before, [number]: file })) };
}

export function Kept({ of: { path, pictures, shown, show, came } }: { of: Looked }) {
  if (!pictures.length) return null;
  if (!shown) {
    return (
      <p class="look-bar">
        <button id="show-kept" type="button" class="second small" onClick={show}>{t("visits.showKept")}</button>
        <span class="quiet small">{t("visits.showKeptHint")}</span>
      </p>
    );
  }
  return (
    <div class="look kept">
      {pictures.map(({ number, capturedAt }) =>
        <StillPicture key={number} path={`${path}/${number}`} label={t("visits.keptPicture", { when: exactly(capturedAt) })} onFile={(file) => came(number, file)} />)}
    </div>
  );
}

/** The clock as finely as a picture is dated. */
const tenths = (iso: string) => `${moment(iso)}${language.value === "de" ? "," : "."}${Math.floor(new Date(iso).getMilliseconds() / 100)}`;

/** The face that decided, out of the picture that somebody looks at: it is asked for by nothing of its own. */
export function Decider({ of: { pictures, shown, files } }: { of: Looked }) {
  const picture = pictures.find(({ face }) => face), file = picture && files[picture.number];
  if (!shown || !pictures.length) return null;
  if (!picture?.face) return <p class="small quiet">{t("visits.noDecider")}</p>;
  if (!file) return null;
  return (
    <Cutting file={file} box={picture.face} label={t("visits.deciderOf", { when: exactly(picture.capturedAt) })}>
      {t("visits.decider", { time: tenths(picture.capturedAt) })}
    </Cutting>
  );
}
