// SPDX-License-Identifier: Apache-2.0
// Where the wizard was begun, and where it leads back to: the doors, or the first steps of a house.
import { place, to } from "../../shell/route";

const FROM = "from", START = "start";

export const fromStart = () => place.value.query.get(FROM) === START;
export const wizardFromStart = () => to("doors", ["new"], { [FROM]: START });
export const backward = () => fromStart() ? to(START, ["station"]) : to("doors");
export const onward = (station: string) => fromStart() ? to(START, ["station"]) : to("doors", ["station", station]);
