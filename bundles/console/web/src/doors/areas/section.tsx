// SPDX-License-Identifier: Apache-2.0
// Masks and zones of one station: what there is, and drawing them on its picture.
import { useState } from "preact/hooks";
import { useDeed } from "../../kit/asked";
import { Icon } from "../../kit/icon";
import { LivePicture } from "../../kit/picture";
import { Trouble } from "../../kit/show";
import { may } from "../../live/house";
import { part, put } from "../../live/rest";
import type { Answer } from "../../settings/model";
import { Result, type Outcome } from "../../settings/result";
import { coded, many, t } from "../../words";
import type { StationView } from "../model";
import type { Instance } from "../settings";
import { changed, draw, drawingOf, drawingOn, forget, isUnsaved, undone, type Drawing } from "./drawing";
import { added, changesOf, faultOf, MOST_OF_KIND, shapesOf, type Shape } from "./shapes";
import { Stage } from "./stage";
import { titleOf } from "./titles";

const keptIn = ({ values }: Instance) => shapesOf(String(values["masks"] ?? ""), String(values["zones"] ?? ""));
/** Whether a station of this kind has a picture that can be marked. */
export const canBeMarked = ({ form }: Instance) => form.settings.some((each) => each.key === "masks");

export function Areas({ station, instance }: { station: StationView; instance: Instance }) {
  const drawn = drawingOf(instance.id), [open, setOpen] = useState(drawn !== undefined), kept = keptIn(instance);
  const of = (kind: Shape["kind"]) => kept.filter((shape) => shape.kind === kind);
  const words = [of("mask").length ? many("areas.masks", of("mask").length) : "", of("zone").map((zone) => zone.name).join(", ")].filter(Boolean).join(" · ");
  return (
    <section class="areas">
      <h2>{t("areas.title")}</h2>
      <p class="quiet">{t("areas.hint")}</p>
      <p>{words || t(drawn && isUnsaved(drawn) ? "areas.noneYet" : "areas.none")}</p>
      {!open && <p class="buttons"><button type="button" id="draw" class="second" onClick={() => setOpen(true)}>{t("areas.draw")}</button></p>}
      {open && <Editor station={station} instance={instance} kept={kept} close={() => { forget(instance.id); setOpen(false); }} />}
    </section>
  );
}

interface EditorProps { station: StationView; instance: Instance; kept: Shape[]; close: () => void }

function Editor({ station, instance, kept, close }: EditorProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null), [shown, show] = useState(false);
  const drawing = drawingOn(instance.id, { etag: instance.etag, shapes: kept }), { shapes, begun } = drawing;
  const fault = faultOf(shapes), same = !isUnsaved(drawing);
  const set = (next: Drawing) => { setOutcome(null); draw(instance.id, next); };
  const saving = useDeed(async () => {
    show(true);
    if (fault) return set({ ...drawing, selected: fault.at });
    const answer = await put<Answer>(`/settings/${part(instance.id)}`, { values: changesOf(begun.shapes, shapes), if: begun.etag });
    await instance.again();
    forget(instance.id);
    setOutcome({ answer });
    show(false);
  });
  const load = async () => {
    await instance.again();
    forget(instance.id);
    saving.clear();
    show(false);
    focusOn("add-mask");
  };
  const back = (answer: Answer) => { setOutcome((before) => ({ answer, undone: !before?.undone })); forget(instance.id); void instance.again(); };
  const add = (kind: Shape["kind"]) => {
    const next = added(shapes, kind, kind === "zone" ? freeName(shapes) : "");
    set({ ...changed(drawing, next), selected: next.length - 1 });
  };
  const full = (kind: Shape["kind"]) => shapes.filter((shape) => shape.kind === kind).length >= MOST_OF_KIND;
  return (
    <div class="drawing">
      <p class="buttons">
        <button type="button" id="add-mask" class="second small" disabled={full("mask")} onClick={() => add("mask")}><Icon name="plus" size={16} />{t("areas.addMask")}</button>
        <button type="button" id="add-zone" class="second small" disabled={full("zone")} onClick={() => add("zone")}><Icon name="plus" size={16} />{t("areas.addZone")}</button>
        <button type="button" id="undo-step" class="second small" disabled={!drawing.past.length} onClick={() => set(undone(drawing))}>{t("kit.undo")}</button>
      </p>
      <Stage drawing={drawing} set={set}>
        {may("listen") ? <LivePicture path={`/stations/${part(station.id)}/picture`} label={t("areas.pictureOf", { station: station.title })} />
          : <div class="picture blank"><p class="quiet small">{t("areas.noPicture")}</p></div>}
      </Stage>
      <p class="small quiet" id="areas-keys">{t("areas.keys")}</p>
      {shapes.length > 0 && <ul class="list shapes">{shapes.map((_, i) => <Row key={i} drawing={drawing} set={set} at={i} fault={shown && fault?.at === i ? fault.code : undefined} />)}</ul>}
      {saving.problem && (saving.problem.code === "setting-changed" ? <Overtaken load={() => void load()} /> : <Trouble problem={saving.problem} />)}
      {outcome && <Result of={outcome} undone={back} />}
      <p class="buttons">
        <button type="button" id="save-areas" class="first" disabled={same} aria-disabled={saving.busy || undefined} onClick={() => void saving.run()}>{t("kit.save")}</button>
        <button type="button" id="close-areas" class="second" onClick={close}>{t(same ? "areas.close" : "areas.discard")}</button>
        {!same && <span class="small quiet" role="status">{t("areas.unsaved")}</span>}
      </p>
    </div>
  );
}

const focusOn = (id: string) => document.getElementById(id)?.focus();

function Overtaken({ load }: { load: () => void }) {
  return (
    <div class="error" role="alert">
      <Icon name="bad" />
      <div>
        <p>{t("areas.overtaken")}</p>
        <p class="buttons"><button type="button" id="load-areas" class="second small" onClick={load}>{t("areas.load")}</button></p>
      </div>
    </div>
  );
}

function freeName(shapes: Shape[]): string {
  for (let n = 1; ; n++) {
    const name = t("areas.zoneNumber", { n });
    if (!shapes.some((shape) => shape.name.toLowerCase() === name.toLowerCase())) return name;
  }
}

interface RowProps { drawing: Drawing; set: (next: Drawing) => void; at: number; fault: string | undefined }

function Row({ drawing, set, at, fault }: RowProps) {
  const { shapes, selected } = drawing, shape = shapes[at], title = titleOf(shapes, at), on = selected === at;
  if (!shape) return null;
  const named = (name: string) => set(changed(drawing, shapes.map((each, i) => i === at ? { ...each, name } : each)));
  const removed = () => {
    const left = shapes.filter((_, i) => i !== at);
    set({ ...changed(drawing, left), selected: null });
    focusOn(left.length ? `shape-${Math.min(at, left.length - 1)}` : "add-mask");
  };
  return (
    <li class="shape">
      <button type="button" id={`shape-${at}`} class="link" aria-pressed={on} onClick={() => set({ ...drawing, selected: on ? null : at })}>
        <strong>{title}</strong> <span class="small quiet">{t(shape.kind === "mask" ? "areas.mask" : "areas.zone")} · {many("areas.corners", shape.corners.length)}</span>
      </button>
      {shape.kind === "zone" && on && <label class="small">{t("areas.name")} <input type="text" value={shape.name} maxLength={40} autocomplete="off" onChange={(event) => named(event.currentTarget.value)} /></label>}
      <button type="button" class="second small" aria-label={t("areas.removeShape", { shape: title })} onClick={removed}>{t("areas.remove")}</button>
      {fault && <p class="notice bad" role="alert"><Icon name="bad" size={16} />{coded("areas", "fault", fault)}</p>}
    </li>
  );
}
