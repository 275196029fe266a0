// SPDX-License-Identifier: Apache-2.0
// What several views of this page show in the same way.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useDeed } from "../kit/asked";
import { Icon } from "../kit/icon";
import { Trouble, say } from "../kit/show";
import { doorTitle } from "../live/house";
import { t } from "../words";

const AGAIN_MS = 6000;

export const doorList = (doors: string[]) => doors.map(doorTitle).sort((a, b) => a.localeCompare(b)).join(", ") || t("people.noDoor");

/** A part of a detail, under its own heading; a deep link and a test find it by its id. */
export function Part({ id, title, hint, children }: { id: string; title: string; hint?: string; children: ComponentChildren }) {
  return (
    <section id={id} class="part" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{title}</h3>
      {hint && <p class="small quiet">{hint}</p>}
      {children}
    </section>
  );
}

export interface TwiceProps { id?: string; deed: string; of?: string; act: () => Promise<unknown>; class?: string }
/** What cannot be undone and is no catastrophe: pressed twice within six seconds. */
export function TwiceButton({ id, deed, of, act, class: look = "second small" }: TwiceProps) {
  const [sure, setSure] = useState(false), timer = useRef(0), doing = useDeed(act);
  useEffect(() => () => clearTimeout(timer.current), []);
  const press = () => {
    clearTimeout(timer.current);
    setSure(!sure);
    if (sure) return void doing.run();
    say(t("kit.pressAgain", { deed }));
    timer.current = window.setTimeout(() => setSure(false), AGAIN_MS);
  };
  const words = sure ? t("kit.pressAgain", { deed }) : deed;
  return (
    <>
      <button id={id} type="button" class={look} aria-label={of ? `${words}: ${of}` : undefined} aria-disabled={doing.busy || undefined} onClick={press}>{words}</button>
      {doing.problem && <Trouble problem={doing.problem} />}
    </>
  );
}

export interface Undoable { words: string; back: () => Promise<unknown> }
/** Says what was done and offers the way back. */
export function Undo({ done, clear }: { done: Undoable; clear: () => void }) {
  const doing = useDeed(async () => { await done.back(); clear(); });
  const place = useRef<HTMLDivElement>(null);
  // What was pressed is gone as a rule; the keyboard goes on here.
  useEffect(() => place.current?.focus({ preventScroll: true }), [done.words]);
  return (
    <div class="undone" tabIndex={-1} ref={place} role="group" aria-label={done.words}>
      <p class="notice good"><Icon name="good" size={16} />{done.words}</p>
      <button type="button" class="second small" aria-disabled={doing.busy || undefined} onClick={() => void doing.run()}>{t("kit.undo")}</button>
      {doing.problem && <Trouble problem={doing.problem} />}
    </div>
  );
}

/** A button that orders something at once, with what went wrong beside it. */
export function DeedButton({ id, deed, act, class: look = "second" }: { id?: string; deed: string; act: () => Promise<unknown>; class?: string }) {
  const doing = useDeed(act);
  return (
    <>
      <button id={id} type="button" class={look} aria-disabled={doing.busy || undefined} onClick={() => void doing.run()}>{deed}</button>
      {doing.problem && <Trouble problem={doing.problem} />}
    </>
  );
}

/** A file that the browser keeps. */
export function save(name: string, content: Blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
