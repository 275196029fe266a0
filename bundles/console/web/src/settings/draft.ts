// SPDX-License-Identifier: Apache-2.0
// What somebody typed and did not save yet. It outlives leaving the page, and ends with the log-in.
import { signal } from "@preact/signals";
import { caller } from "../live/house";
import type { Instance, Setting, Value } from "./model";

/** By key: what was typed, or null to go back to the default. */
export type Draft = Record<string, string | boolean | null>;

/** `begun`: the configuration as it was when typing began; whoever changed it since is not to be overwritten unseen. */
interface Typing { draft: Draft; begun: Instance }

const drafts = signal<Record<string, Typing>>({});
let whose: string | undefined;
caller.subscribe((now) => {
  if (now?.subject !== whose) drafts.value = {};
  whose = now?.subject;
});

export const draftOf = (id: string): Draft => drafts.value[id]?.draft ?? {};
export const begunOf = (instance: Instance): Instance => drafts.value[instance.id]?.begun ?? instance;
const keep = (draft: Draft, begun: Instance) => { drafts.value = { ...drafts.value, [begun.id]: { draft, begun } }; };
export const drop = (id: string) => {
  const { [id]: _, ...others } = drafts.value;
  drafts.value = others;
};

/** Forgets what was saved; what was typed meanwhile stays. */
export function saved(id: string, sent: Draft) {
  const typing = drafts.value[id], left = Object.entries(draftOf(id)).filter(([key, value]) => !(key in sent) || sent[key] !== value);
  if (typing && left.length) keep(Object.fromEntries(left), typing.begun);
  else drop(id);
}

/** Whoever goes on typing after a change of their own goes on from there. */
export function goOn(instance: Instance, sent: Record<string, Value | null>, etag: string | undefined) {
  const typing = drafts.value[instance.id];
  if (!typing || !etag) return;
  const values = Object.entries({ ...instance.values, ...sent }).filter((pair): pair is [string, Value] => pair[1] !== null);
  keep(typing.draft, { ...instance, etag, values: Object.fromEntries(values) });
}

const typed = (value: Value | undefined): string | boolean => value === undefined ? "" : typeof value === "boolean" ? value : Array.isArray(value) ? value.join("\n") : String(value);
/** What stands in a field as long as nobody typed. */
export const keptIn = (instance: Instance, setting: Setting): string | boolean =>
  setting.type === "boolean" ? instance.values[setting.key] === undefined ? setting.standard === true : instance.values[setting.key] === true
    : typed(instance.values[setting.key]);

/** Notes what was typed; what is as it was before is no change. */
export function type(instance: Instance, setting: Setting, value: string | boolean | null) {
  const { [setting.key]: _, ...others } = draftOf(instance.id);
  const same = value === null ? instance.values[setting.key] === undefined && !instance.secrets.includes(setting.key) : value === keptIn(instance, setting);
  const next = same ? others : { ...others, [setting.key]: value };
  if (Object.keys(next).length) keep(next, begunOf(instance));
  else drop(instance.id);
}

/** The draft as the gateway wants it. A field that was emptied goes back to its default. */
export function wish(draft: Draft, settings: Setting[]): Record<string, Value | null> {
  return Object.fromEntries(Object.entries(draft).map(([key, value]) => {
    const several = settings.find((each) => each.key === key)?.several;
    if (value === null || value === "") return [key, null];
    return [key, several && typeof value === "string" ? value.split("\n").map((line) => line.trim()).filter(Boolean) : value];
  }));
}
