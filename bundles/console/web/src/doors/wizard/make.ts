// SPDX-License-Identifier: Apache-2.0
// Makes what the wizard collected, one thing after the other, and takes all of it back again.
import { ask, part, problemOf, remove, Refused, type Problem } from "../../live/rest";
import { add, drop, type Values } from "../settings";
import { addressOf, doorId, relaysOf, reportOf, stationId, type Draft } from "./draft";

/** What was made: the names to take it back by, the newest last. */
export interface Made { station: string; deeds: Deed[] }
export type Deed = { kind: "secret" | "setting"; id: string };

/** What the device proposed and the wizard takes over; account and door come from what was typed. */
const PROPOSED = ["allowInsecure", "detectionProfile", "faceProfile", "bells"];

/**
 * Makes the secret, the door if it is new, and the station. When one is refused, those before it are
 * taken back: either all of it is there or nothing.
 */
export async function make(of: Draft): Promise<Made> {
  const deeds: Deed[] = [];
  try {
    const secret = of.kind === "onvif" && of.username && of.password ? await keep(stationId(of), of.password) : "";
    if (secret) deeds.push({ kind: "secret", id: secret });
    if (!of.door) deeds.push({ kind: "setting", id: await taken("org.vestibule.door", { id: doorId(of), title: of.doorTitle.trim(), actuator: of.actuator }) });
    deeds.push({ kind: "setting", id: await taken(...(of.kind === "onvif" ? camera(of, secret) : panel(of))) });
    return { station: stationId(of), deeds };
  } catch (failure) {
    await takeBack(deeds);
    throw failure;
  }
}

/** Takes back what was made, the newest first; what is gone already is no hindrance. */
export async function takeBack(deeds: Deed[]): Promise<void> {
  const problems: Problem[] = [];
  for (const { kind, id } of [...deeds].reverse()) {
    await (kind === "secret" ? remove(`/secrets/${part(id)}`) : drop(id)).catch((failure) => {
      if (problemOf(failure).status !== 404) problems.push(problemOf(failure));
    });
  }
  if (problems[0]) throw new Refused(problems[0]);
}

/** Puts the password into the vault under a name that nobody has. */
async function keep(station: string, password: string): Promise<string> {
  const names = new Set(await ask<string[]>("/secrets"));
  const wanted = `station-${station}`.slice(0, 60);
  let name = wanted;
  for (let n = 2; names.has(name); n++) name = `${wanted}-${n}`;
  await ask(`/secrets/${part(name)}`, { method: "PUT", body: password, type: "text/plain" });
  return name;
}

/** Adds one of a factory; what its part did not take is taken back at once, and said. */
async function taken(pid: string, values: Values): Promise<string> {
  const made = await add(pid, values);
  if (made.taken) return made.id;
  await drop(made.id);
  throw new Refused({ title: made.sentence, status: 422, code: "not-taken" });
}

const place = (of: Draft): Values => ({ id: stationId(of), title: of.title.trim(), door: doorId(of) });

function camera(of: Draft, secret: string): [string, Values] {
  const proposal = reportOf(of)?.proposal ?? {};
  const values: Values = { ...place(of), url: proposal["url"] ?? addressOf(of) };
  for (const key of PROPOSED) if (proposal[key]) values[key] = proposal[key] === "true" ? true : proposal[key];
  if (of.username) values["username"] = of.username;
  if (secret) values["password"] = `secret:${secret}`;
  if (of.relay && relaysOf(reportOf(of)).includes(of.relay)) values["doors"] = [`${doorId(of)}=${of.relay}`];
  return ["org.vestibule.station.onvif", values];
}

function panel(of: Draft): [string, Values] {
  const units = of.units.split(/[,;\n]/).map((unit) => unit.trim()).filter(Boolean);
  return ["org.vestibule.station.http", { ...place(of), ...(units.length ? { units } : {}) }];
}
