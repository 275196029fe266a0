// SPDX-License-Identifier: Apache-2.0
// What can be set, as the gateway tells it (/api/settings), and where people look for it.
import { coded } from "../words";
import type { Drawing } from "../kit/icon";

export type Value = string | number | boolean | string[];
export interface Setting {
  key: string; title: string; description: string; type: "text" | "whole" | "decimal" | "boolean" | "choice" | "secret";
  several: boolean; required: boolean; unit?: string; min?: number; max?: number; standard?: Value;
  choices?: { value: string; title: string }[]; needs?: string;
}
export interface Instance { id: string; etag: string; values: Record<string, Value>; secrets: string[] }
export interface SettingForm { pid: string; factory: boolean; title: string; description: string; bundle: string; settings: Setting[]; instances: Instance[] }
/** What came of a change. */
export interface Answer { id: string; taken: boolean; sentence: string; etag?: string; change?: number; former?: Record<string, Value> }

export const GROUPS = ["doors", "building", "speech", "faces", "notifications", "security", "gateway"] as const;
export type Group = (typeof GROUPS)[number];
export const GROUP_ICONS: Record<Group, Drawing> = { doors: "doors", building: "features", speech: "hear", faces: "people", notifications: "bell", security: "privacy", gateway: "settings" };

const PREFIX = "org.vestibule.";
const PLACES: [Group, RegExp][] = [
  ["doors", /^(door|station\..*|akuvox|dahua|doorbird|hikvision|httprelay|twon|modbus|osdp\..*|card.*|sip.*|ringgroup|calls|media|video)$/],
  ["building", /^(mqtt.*|coap.*|broker.*|onvif\.device|netbox|onguard)$/],
  ["speech", /^(audio.*|echo|synthesis|intent.*|phrasing)$/],
  ["faces", /^(vision.*|identification)$/],
  ["notifications", /^(slack|teams|webhook|outbox)$/],
  ["security", /^(access|network|egress|rights|rule|schedule|zone|store\.site|store\.vault|papers)$/],
];

export const short = (pid: string) => pid.startsWith(PREFIX) ? pid.slice(PREFIX.length) : pid;
export const groupOf = (pid: string): Group => PLACES.find(([, names]) => names.test(short(pid)))?.[0] ?? "gateway";
/** The title in the page's language; a form that the page does not know has that of its bundle. */
export function titleOf(pid: string, said: string): string {
  const name = short(pid), title = coded("settings", "form", name);
  return title.toLowerCase() === name.replace(/[_-]/g, " ").toLowerCase() ? said.replace(/^Vestibule /, "") : title;
}
/** What tells one of several from the others: the end of its id. */
export const nameOf = (form: SettingForm, id: string) => id.startsWith(`${form.pid}~`) ? id.slice(form.pid.length + 1) : id.replace(`${form.pid}.`, "");

/** The forms in which each of these words occurs: in titles, keys or descriptions. */
export function found(forms: SettingForm[], words: string): SettingForm[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return forms;
  return forms.filter((form) => {
    const text = [titleOf(form.pid, form.title), form.pid, form.title, form.description, ...form.instances.map((each) => each.id),
      ...form.settings.flatMap((each) => [each.key, each.title, each.description])].join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** The settings of a form that a search found, for a line below its title. */
export const hits = (form: SettingForm, words: string) => {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return wanted.length ? form.settings.filter((each) => wanted.every((word) => `${each.key} ${each.title} ${each.description}`.toLowerCase().includes(word))) : [];
};
