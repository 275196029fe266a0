// SPDX-License-Identifier: Apache-2.0
// What a person types and presses.
import type { ComponentChildren, InputHTMLAttributes } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { t } from "../words";
import { useDeed } from "./asked";
import { Trouble, say } from "./show";

type Children = { children?: ComponentChildren };

type Input = InputHTMLAttributes<HTMLInputElement>;
export interface FieldProps {
  label: string; name: string; hint?: string; type?: "text" | "password" | "search" | "number" | "date" | "datetime-local" | "email" | "tel" | "url" | "file";
  required?: boolean; defaultValue?: string | number; value?: string | number; autocomplete?: string; inputMode?: Input["inputMode"];
  maxLength?: number; minLength?: number; min?: string | number; max?: string | number; step?: string | number; pattern?: string; placeholder?: string; accept?: string; multiple?: boolean;
  onInput?: Input["onInput"]; onChange?: Input["onChange"];
}
/** One line of text with its label and, where it helps, a hint. */
export function Field({ label, hint, required = true, ...rest }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}{!required && <span class="quiet small"> ({t("kit.optional")})</span>}</label>
      {hint && <p class="small quiet" id={`${id}-hint`}>{hint}</p>}
      <input id={id} required={required} spellcheck={false} autocapitalize="none" aria-describedby={hint ? `${id}-hint` : undefined} {...(rest as object)} />
    </div>
  );
}

export interface SelectProps { label: string; name: string; options: { value: string; title: string }[]; value?: string; hint?: string; onChange?: (value: string) => void }
export function Select({ label, name, options, value, hint, onChange }: SelectProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && <p class="small quiet" id={`${id}-hint`}>{hint}</p>}
      <select id={id} name={name} aria-describedby={hint ? `${id}-hint` : undefined} onChange={(event) => onChange?.(event.currentTarget.value)}>
        {options.map((option) => <option key={option.value} value={option.value} selected={option.value === value}>{option.title}</option>)}
      </select>
    </div>
  );
}

export interface CheckProps { label: string; name: string; value?: string; checked?: boolean; onChange?: (checked: boolean) => void }
export function Check({ label, name, value = "true", checked, onChange }: CheckProps) {
  return (
    <label class="check">
      <input type="checkbox" name={name} value={value} defaultChecked={checked ?? false} onChange={(event) => onChange?.(event.currentTarget.checked)} />
      {label}
    </label>
  );
}

export interface FormProps extends Children { deed: string; send: (typed: FormData) => Promise<unknown>; id?: string; class?: string; onCancel?: () => void; keep?: boolean }
/** Sends what was typed; on refusal everything typed stays, and the reason stands above the button. */
export function Form({ deed, send, children, id, class: look, onCancel, keep }: FormProps) {
  const place = useRef<HTMLFormElement>(null);
  const doing = useDeed(send);
  const submit = async (event: Event) => {
    event.preventDefault();
    const element = place.current;
    if (element && (await doing.run(new FormData(element))) && !keep) element.reset();
  };
  return (
    <form ref={place} id={id} class={look} onSubmit={(event) => void submit(event)}>
      {children}
      {doing.problem && <Trouble problem={doing.problem} />}
      <p class="buttons">
        <button type="submit" class="first" aria-disabled={doing.busy || undefined}>{deed}</button>
        {onCancel && <button type="button" class="second" onClick={onCancel}>{t("kit.cancel")}</button>}
      </p>
    </form>
  );
}

export const text = (typed: FormData, name: string) => String(typed.get(name) ?? "").trim();

/** What cannot be undone: its name is typed first. */
export function TypeToConfirm({ name, deed, act, onCancel }: { name: string; deed: string; act: () => Promise<unknown>; onCancel?: () => void }) {
  const [wrong, setWrong] = useState(false);
  const send = async (typed: FormData) => {
    setWrong(text(typed, "confirm") !== name);
    if (text(typed, "confirm") === name) await act();
  };
  return (
    <Form deed={deed} send={send} {...(onCancel ? { onCancel } : {})} class="confirm" keep>
      <Field name="confirm" label={t("kit.typeToConfirm", { name })} autocomplete="off" />
      {wrong && <p class="notice bad" role="alert">{t("kit.typeWrong", { name })}</p>}
    </Form>
  );
}

const FULL_MS = 700, AGAIN_MS = 6000, APART_MS = 400;
const ENDS = ["pointerup", "pointercancel", "blur"] as const;

export interface HoldProps extends Children { id?: string; deed: string; act: () => void; busy?: boolean; class?: string; label?: string }
/**
 * A button for what moves a lock: kept pressed for 0.7 s until it is full, or pressed twice within
 * 6 s, which is how a keyboard and a screen reader do it. A tap alone does nothing.
 */
export function HoldButton({ id, deed, act, busy, class: look = "first", label, children }: HoldProps) {
  const [sure, setSure] = useState(false), [pressed, setPressed] = useState(false);
  const last = useRef(0), timer = useRef(0), doubt = useRef(0);
  const end = useRef(() => {});
  useEffect(() => () => { end.current(); clearTimeout(doubt.current); }, []);
  const done = () => {
    clearTimeout(doubt.current);
    setSure(false);
    last.current = Date.now();
    act();
  };
  const press = (event: PointerEvent) => {
    if (event.button || busy) return;
    let full = false;
    const release = () => {
      clearTimeout(timer.current);
      ENDS.forEach((name) => removeEventListener(name, release));
      setPressed(false);
      // The click at the end of a long press belongs to it, however long it was.
      if (full) last.current = Date.now();
    };
    end.current = release;
    ENDS.forEach((name) => addEventListener(name, release));
    setPressed(true);
    timer.current = window.setTimeout(() => { full = true; setPressed(false); done(); }, FULL_MS);
  };
  const click = () => {
    if (busy || Date.now() - last.current < APART_MS) return;
    last.current = Date.now();
    if (sure) return done();
    setSure(true);
    say(t("kit.pressAgain", { deed }));
    doubt.current = window.setTimeout(() => setSure(false), AGAIN_MS);
  };
  const words = sure ? t("kit.pressAgain", { deed }) : deed;
  return (
    <button id={id} type="button" class={`${look} press${pressed ? " pressed" : ""}`} aria-label={label ? `${words}, ${label}` : undefined}
      aria-disabled={busy ? "true" : undefined} onPointerDown={press} onClick={click} onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => { if (event.repeat) event.preventDefault(); }}>
      {children}{words}
    </button>
  );
}

/** Copies words and says so. */
export function CopyButton({ words }: { words: string }) {
  const [copied, set] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(words);
    set(true);
    say(t("kit.copied"));
  };
  return <button type="button" class="second small" onClick={() => void copy()}>{t(copied ? "kit.copied" : "kit.copy")}</button>;
}
