// SPDX-License-Identifier: Apache-2.0
// What every page speaks in; areas.ts has the others.
import kit from "./en/kit.json";
import shell from "./en/shell.json";
import now from "./en/now.json";
import visits from "./en/visits.json";
import talk from "./en/talk.json";

export default { kit, shell, now, visits, talk };
