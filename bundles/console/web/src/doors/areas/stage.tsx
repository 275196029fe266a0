// SPDX-License-Identifier: Apache-2.0
// The live picture with what is drawn on it. Corners of the selected shape are buttons: they are
// dragged, or moved with the arrow keys.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { say } from "../../kit/show";
import { number, t } from "../../words";
import { changed, undone, type Drawing } from "./drawing";
import { inserted, LEAST_CORNERS, middle, MOST_CORNERS, moved, nearestEdge, shapeAt, without, type Corner, type Shape } from "./shapes";
import { titleOf } from "./titles";

const STEP = 0.01, LONG_STEP = 0.05;
/** A press that moves further is none. */
const STILL_PX = 8;
const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const percent = (n: number) => number(n * 100, { maximumFractionDigits: 1 });
export const place = ({ x, y }: Corner) => t("areas.place", { x: percent(x), y: percent(y) });

export interface StageProps { drawing: Drawing; set: (next: Drawing) => void; children: ComponentChildren }

export function Stage({ drawing, set, children }: StageProps) {
  const box = useRef<HTMLDivElement>(null), pressed = useRef<PointerEvent | null>(null), { shapes, selected } = drawing, shape = selected === null ? undefined : shapes[selected];
  const at = (event: { clientX: number; clientY: number }): Corner => {
    const { left, top, width, height } = box.current?.getBoundingClientRect() ?? { left: 0, top: 0, width: 1, height: 1 };
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  };
  // A finger that goes on scrolls the page, and the browser cancels it.
  const down = (event: PointerEvent) => { if (!event.button) pressed.current = event; };
  const up = (event: PointerEvent) => {
    const from = pressed.current;
    pressed.current = null;
    if (from && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) <= STILL_PX) press(at(event));
  };
  const press = (where: Corner) => {
    if (!shape || selected === null) return set({ ...drawing, selected: shapeAt(shapes, where) });
    if (shape.corners.length >= MOST_CORNERS) return say(t("areas.mostCorners"));
    set(changed(drawing, inserted(shapes, selected, nearestEdge(shape, where), where)));
  };
  return (
    <div class="stage">
      {children}
      <div class="canvas" ref={box} onPointerDown={down} onPointerUp={up} onPointerCancel={() => { pressed.current = null; }}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {shapes.map((each, i) => <Outline key={i} shape={each} on={i === selected} />)}
        </svg>
        {shapes.map((each, i) => <span key={i} class={`tag ${each.kind}`} aria-hidden="true" style={tagPlace(each)}>{titleOf(shapes, i)}</span>)}
        {shape && selected !== null && <Corners drawing={drawing} set={set} at={at} shape={shape} selected={selected} />}
      </div>
    </div>
  );
}

function Outline({ shape, on }: { shape: Shape; on: boolean }) {
  const points = shape.corners.map(({ x, y }) => `${x * 100},${y * 100}`).join(" ");
  return <g class={`${shape.kind}${on ? " on" : ""}`}><polygon class="halo" points={points} /><polygon class="line" points={points} /></g>;
}

/** A shape's name stands at its uppermost corner. */
function tagPlace({ corners }: Shape) {
  const top = corners.reduce((best, each) => each.y < best.y ? each : best);
  return { left: `${Math.min(top.x, 0.75) * 100}%`, top: `${Math.min(top.y, 0.9) * 100}%` };
}

interface CornersProps { drawing: Drawing; set: (next: Drawing) => void; at: (event: PointerEvent) => Corner; shape: Shape; selected: number }

function Corners({ drawing, set, at, shape, selected }: CornersProps) {
  const buttons = useRef<(HTMLButtonElement | null)[]>([]), dragged = useRef<number | null>(null);
  /** How it was before this corner began to move: "Escape" comes back to it, and "Undo" in one step. */
  const begun = useRef<Drawing | null>(null), wanted = useRef<number | null>(null);
  useEffect(() => {
    if (wanted.current !== null) buttons.current[wanted.current]?.focus();
    wanted.current = null;
  });
  const drop = () => { dragged.current = begun.current = null; };
  const move = (corner: number, to: Corner) => {
    begun.current ??= drawing;
    const next = changed(begun.current, moved(begun.current.shapes, selected, corner, to));
    set(next);
    return next.shapes[selected]?.corners[corner] ?? to;
  };
  const cancel = () => {
    if (begun.current) {
      set(begun.current);
      say(t("areas.cancelled"));
    } else {
      set({ ...drawing, selected: null });
      document.getElementById(`shape-${selected}`)?.focus();
    }
    drop();
  };
  const split = (corner: number) => {
    if (shape.corners.length >= MOST_CORNERS) return say(t("areas.mostCorners"));
    begun.current = null;
    wanted.current = corner + 1;
    set(changed(drawing, inserted(drawing.shapes, selected, corner, middle(shape, corner))));
    say(t("areas.cornerAdded", { n: corner + 2, of: shape.corners.length + 1 }));
  };
  const take = (corner: number) => {
    if (shape.corners.length <= LEAST_CORNERS) return say(t("areas.leastCorners"));
    begun.current = null;
    wanted.current = Math.max(0, corner - 1);
    set(changed(drawing, without(drawing.shapes, selected, corner)));
    say(t("areas.cornerTaken", { of: shape.corners.length - 1 }));
  };
  const key = (event: KeyboardEvent, corner: number, from: Corner) => {
    const arrow = ARROWS[event.key], length = event.shiftKey ? LONG_STEP : STEP;
    if (arrow) say(place(move(corner, { x: from.x + arrow[0] * length, y: from.y + arrow[1] * length })));
    else if (event.key === "Delete" || event.key === "Backspace") take(corner);
    else if (event.key === "Enter" || event.key === " ") split(corner);
    else if (event.key === "Escape") cancel();
    else if (event.key === "z" && (event.ctrlKey || event.metaKey)) { begun.current = null; set(undone(drawing)); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const down = (event: PointerEvent, corner: number) => {
    event.stopPropagation();
    if (event.button) return;
    dragged.current = corner;
    begun.current = null;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent, corner: number) => {
    if (dragged.current === corner) move(corner, at(event));
  };
  return (
    <>{shape.corners.map((corner, i) => (
      <button key={i} type="button" class="corner" ref={(element) => { buttons.current[i] = element; }} style={{ left: `${corner.x * 100}%`, top: `${corner.y * 100}%` }}
        aria-label={`${t("areas.corner", { n: i + 1, of: shape.corners.length, shape: titleOf(drawing.shapes, selected) })}, ${place(corner)}`} aria-describedby="areas-keys"
        onKeyDown={(event) => key(event, i, corner)} onBlur={() => { if (dragged.current === null) begun.current = null; }}
        onPointerDown={(event) => down(event, i)} onPointerMove={(event) => drag(event, i)} onPointerUp={drop} onPointerCancel={() => { if (begun.current) set(begun.current); drop(); }} />
    ))}</>
  );
}
