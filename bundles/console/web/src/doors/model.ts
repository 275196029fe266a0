// SPDX-License-Identifier: Apache-2.0
// What the pages of doors, stations and readers know of them, and how each is in one word.
import type { Drawing } from "../kit/icon";
import { stateOf } from "../kit/show";
import { alarmNews, statuses } from "../live/house";
import type { Door, Status, Tone } from "../live/types";
import { alarmOf, lockOf } from "../now/lock";
import { coded, t } from "../words";

export interface StationView { id: string; title: string; door: string; video: boolean; audio: boolean; status?: Status }
export interface Reader {
  name: string; role: "pd" | "cp"; door: string; online: boolean; secured: boolean; keyed: boolean; commissioningUntil?: string; sentence: string;
}

/** How something is: a word, why, since when, and the one thing to do next. */
export interface Look { tone: Tone; drawing: Drawing; word: string; cause?: string | undefined; sentence?: string | undefined; since?: string | undefined; next?: string | undefined }

/** A door is as bad as the worst of its alarms and its lock. */
export function doorLook(door: Door): Look {
  const { tone, drawing, word } = lockOf(door);
  const alarm = door.alarms?.[0];
  if (alarm) {
    const news = alarmNews.value[`${door.id}/${alarm}`];
    return { tone: "bad", drawing: "bad", word: t("doors.alarm"), cause: alarmOf(alarm), sentence: news?.sentence, since: news?.at, next: coded("doors", "next", alarm) };
  }
  if (door.state === "LOCKED" || door.state === "UNLOCKED") return { tone, drawing, word };
  const said = driverOf(door)?.status;
  return { tone, drawing, word, sentence: said && said.state !== "READY" ? said.sentence : undefined, since: said?.state === "READY" ? undefined : said?.since,
    next: coded("doors", "next", door.state) };
}

export function stationLook(station: StationView): Look {
  if (!station.status) return { tone: "calm", drawing: "calm", word: t("doors.notSaid") };
  const { state, cause, sentence, since } = station.status, { tone, word } = stateOf(state);
  if (state === "READY") return { tone, drawing: tone, word, since };
  return { tone, drawing: tone, word, sentence, since, cause: cause === "NONE" ? undefined : coded("kit", "cause", cause), next: coded("doors", "next", cause === "NONE" ? state : cause) };
}

export function readerLook(reader: Reader): Look {
  const open = reader.commissioningUntil !== undefined;
  if (!reader.online) return { tone: "bad", drawing: "bad", word: t("doors.reader.silent"), sentence: reader.sentence, next: t("doors.next.readerSilent") };
  if (reader.secured) return { tone: "good", drawing: "good", word: t("doors.reader.secured") };
  return { tone: open ? "going" : "warn", drawing: open ? "going" : "warn", word: t(open ? "doors.reader.open" : "doors.reader.bare"), sentence: reader.sentence,
    next: t(open ? "doors.next.readerOpen" : "doors.next.readerBare") };
}

// Which part of the gateway speaks for what drives a lock.
const DRIVERS: Record<string, string> = {
  "osdp-reader": "osdp-readers", "osdp-output": "integrations-access-control-osdp-panel", modbus: "modbus-relays", netbox: "netbox", onguard: "onguard",
  onvif: "door-station-devices", "2n": "door-stations", doorbird: "door-stations", hikvision: "door-stations", dahua: "door-stations", akuvox: "door-stations", "http-relay": "door-stations",
};
export const ACTUATORS = Object.keys(DRIVERS);

/** The part that drives a door's lock, and how it is, if it says so; else the doors' own. */
export function driverOf(door: Door): { source: string; status: Status } | undefined {
  const source = [DRIVERS[door.actuator], "integrations-access-control"].find((name) => name && statuses.value[name]);
  const status = source ? statuses.value[source] : undefined;
  return source && status ? { source, status } : undefined;
}

/** A name for paths out of a name for people: "Yard gate" becomes yard-gate. */
export function idOf(title: string): string {
  const plain = title.toLowerCase().replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue").replace(/ß/g, "ss").normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 63).replace(/-+$/, "");
}
