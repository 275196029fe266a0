// SPDX-License-Identifier: Apache-2.0
import kit from "./en/kit.json";
import shell from "./en/shell.json";
import now from "./en/now.json";
import visits from "./en/visits.json";
import people from "./en/people.json";
import doors from "./en/doors.json";
import areas from "./en/areas.json";
import features from "./en/features.json";
import health from "./en/health.json";
import privacy from "./en/privacy.json";
import settings from "./en/settings.json";
import start from "./en/start.json";
import talk from "./en/talk.json";
import resident from "./en/resident.json";

export default { kit, shell, now, visits, people, doors, areas, features, health, privacy, settings, start, talk, resident };
