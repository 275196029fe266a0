// SPDX-License-Identifier: Apache-2.0
// What every page speaks in; areas.ts has the others.
import kit from "./de/kit.json";
import shell from "./de/shell.json";
import now from "./de/now.json";
import visits from "./de/visits.json";
import talk from "./de/talk.json";

export default { kit, shell, now, visits, talk };
