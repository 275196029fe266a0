// SPDX-License-Identifier: Apache-2.0
// The settings that the pages of doors read and the wizard writes (/api/settings).
import { useAsked } from "../kit/asked";
import { may } from "../live/house";
import { ask, part, post, put, remove } from "../live/rest";
import { to } from "../shell/route";

export type Value = string | number | boolean | string[] | null;
export type Values = Record<string, Value>;
export interface Form { pid: string; factory: boolean; title: string; instances: { id: string; etag: string; values: Values }[]; settings: { key: string }[] }
/** What came of a change: whether the part took it, and what it says. */
export interface Taken { id: string; taken: boolean; sentence: string }

export const forms = () => ask<Form[]>("/settings");
export const add = (pid: string, values: Values) => post<Taken>(`/settings/${part(pid)}`, { values });
export const change = (id: string, values: Values) => put<Taken>(`/settings/${part(id)}`, { values });
export const drop = (id: string) => remove<Taken>(`/settings/${part(id)}`);

export interface Instance { form: Form; id: string; etag: string; values: Values; /** Reads it anew. */ again: () => Promise<void> }
/** The configuration of a station or door with that id; nothing for whoever may not see settings. */
export function useInstance(prefix: string, id: string): Instance | undefined {
  const asked = useAsked<Form[]>(may("wire-doors") ? "/settings" : null);
  for (const form of asked.value ?? []) {
    const instance = form.pid.startsWith(prefix) ? form.instances.find((each) => each.values["id"] === id) : undefined;
    if (instance) return { form, ...instance, again: asked.again };
  }
  return undefined;
}

/** Where that is changed. */
export const settingsOf = ({ form, id }: Instance) => to("settings", ["form", form.pid, id]);

/** Where a device is, as its configuration says. */
export const addressOf = (values: Values): string => String(values["url"] ?? values["stream"] ?? values["sip"] ?? "");
