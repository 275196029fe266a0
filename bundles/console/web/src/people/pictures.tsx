// SPDX-License-Identifier: Apache-2.0
// Pictures with guidance, from the camera at this screen, from files, or from a door station. It ends
// where a person presses Finish.
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { DeedButton } from "./show";
import { Select } from "../kit/form";
import { Icon } from "../kit/icon";
import { Said, Trouble } from "../kit/show";
import { stations } from "../live/house";
import { problemOf, type Problem } from "../live/rest";
import { coded, language, t } from "../words";
import { Titled } from "./enrol";
import { camera, picture, station, type Camera } from "./sources";
import type { Advice, Progress } from "./types";

export interface PicturesProps {
  name: string; opened: Progress; finish: () => Promise<void>; cancel: () => void;
  /** The enrolment is gone from the gateway. */
  lost: (problem: Problem) => void;
}
interface Result { file: string; advice: Advice | undefined }

export function Pictures({ name, opened, finish, cancel, lost }: PicturesProps) {
  const [progress, setProgress] = useState(opened), [problem, setProblem] = useState<Problem | null>(null);
  const [seeing, setSeeing] = useState(false), [results, setResults] = useState<Result[]>([]), [looking, setLooking] = useState(false);
  const video = useRef<HTMLVideoElement>(null), eye = useRef<Camera | null>(null), { ticket } = opened;
  const halt = () => { eye.current?.stop(); setSeeing(false); };
  const tell = (next: Progress) => {
    setProgress((before) => ({ ...next, ...(next.last ?? before.last ? { last: next.last ?? before.last } : {}) }) as Progress);
    if (next.kept >= next.most) halt();
    return next;
  };
  // A gateway that is busy for a moment is asked again; an enrolment that is gone begins anew.
  const failed = (failure: unknown) => {
    const found = problemOf(failure);
    if (found.status === 503 && eye.current?.running()) return;
    halt();
    if (found.code === "unknown-enrolment") lost(found);
    else setProblem(found);
  };
  const guarded = async <T,>(work: () => Promise<T>): Promise<T | null> => {
    setProblem(null);
    return work().catch((failure: unknown) => { failed(failure); return null; });
  };
  useEyes(video, eye, async (blob) => { await picture(ticket, blob).then(tell, failed); });
  const toggle = () => guarded(async () => {
    if (seeing) return halt();
    setSeeing(true);
    await eye.current?.start();
  });
  const files = async (chosen: File[]) => {
    halt();
    setResults([]);
    for (const file of chosen) {
      const after = await guarded(() => picture(ticket, file).then(tell));
      if (!after) break;
      setResults((before) => [...before, { file: file.name, advice: after.last }]);
    }
  };
  const atStation = async (id: string) => {
    halt();
    setLooking(true);
    await guarded(() => station(ticket, id, tell).then(tell));
    setLooking(false);
  };
  const enough = progress.kept >= progress.least;
  return (
    <Titled title={t("people.pictures", { name })}>
      <p>{t("people.pictures.hint")}</p>
      <div class="card capture">
        <video ref={video} muted playsInline hidden={!seeing} aria-label={t("people.pictures.mirror")} />
        <AdviceLine advice={progress.last} looking={looking} />
        <Dots progress={progress} />
        <p class="kept" role="status">{t("people.pictures.kept", { kept: progress.kept, least: progress.least })}{enough && ` ${t("people.pictures.upTo", { most: progress.most })}`}</p>
        <button type="button" class="second" id="enrol-camera" onClick={() => void toggle()}>{t(seeing ? "people.camera.stop" : "people.camera.start")}</button>
      </div>
      {problem && <Trouble problem={problem} />}
      <div class="buttons">
        <button type="button" class="first" id="enrol-finish" disabled={!enough} onClick={() => { halt(); void finish(); }}>{t("people.pictures.finish")}</button>
        <button type="button" class="second" id="enrol-cancel" onClick={() => { halt(); cancel(); }}>{t("kit.cancel")}</button>
      </div>
      <Files send={files} results={results} />
      <AtStation take={atStation} />
    </Titled>
  );
}

/** The camera lives as long as the pane. */
function useEyes(video: RefObject<HTMLVideoElement | null>, eye: RefObject<Camera | null>, hand: (picture: Blob) => Promise<void>) {
  const newest = useRef(hand);
  newest.current = hand;
  useEffect(() => {
    if (video.current) eye.current = camera(video.current, (blob) => newest.current(blob));
    return () => eye.current?.stop();
  }, []);
}

function AdviceLine({ advice, looking }: { advice: Advice | undefined; looking: boolean }) {
  if (!advice) return <p class="advice" role="status">{t(looking ? "people.pictures.looking" : "people.pictures.choose")}</p>;
  return <p class={`advice${advice.kept ? " good" : ""}`} role="status"><Guidance advice={advice} /></p>;
}

/** The gateway's own sentence knows more than its code; in another language the code is what can be said. */
function Guidance({ advice }: { advice: Advice }) {
  if (language.value === "en") return <>{advice.sentence}</>;
  return <>{coded("people", "advice", advice.code)}<br /><span class="small quiet"><Said>{advice.sentence}</Said></span></>;
}

const Dots = ({ progress }: { progress: Progress }) => (
  <ul class="dots" aria-hidden="true">
    {Array.from({ length: progress.most }, (_, n) => <li key={n} class={n < progress.kept ? "full" : n < progress.least ? "" : "extra"} />)}
  </ul>
);

function Files({ send, results }: { send: (files: File[]) => Promise<void>; results: Result[] }) {
  return (
    <section>
      <h3><label for="enrol-files">{t("people.pictures.files")}</label></h3>
      <input id="enrol-files" type="file" multiple accept="image/jpeg,image/png,image/webp"
        onChange={(event) => { const chosen = [...(event.currentTarget.files ?? [])]; event.currentTarget.value = ""; void send(chosen); }} />
      <ul class="results">{results.map(({ file, advice }, n) => (
        <li key={n}><Icon name={advice?.kept ? "good" : "warn"} tone={advice?.kept ? "good" : "warn"} size={16} />
          <span><strong>{file}</strong>: {advice ? <Guidance advice={advice} /> : t("people.pictures.lookedAt")}</span></li>
      ))}</ul>
    </section>
  );
}

function AtStation({ take }: { take: (id: string) => Promise<void> }) {
  const seeing = stations.value.filter((each) => each["video"]), [chosen, setChosen] = useState(seeing[0]?.id ?? "");
  if (seeing.length === 0) return null;
  return (
    <section>
      <h3>{t("people.pictures.station")}</h3>
      <Select name="station" label={t("people.pictures.which")} hint={t("people.pictures.stationHint")} value={chosen} onChange={setChosen} options={seeing.map((each) => ({ value: each.id, title: each.title }))} />
      <p class="buttons"><DeedButton id="enrol-take" deed={t("people.pictures.take")} act={() => take(chosen)} /></p>
    </section>
  );
}
