// SPDX-License-Identifier: Apache-2.0
import kit from "./de/kit.json";
import shell from "./de/shell.json";
import now from "./de/now.json";
import visits from "./de/visits.json";
import people from "./de/people.json";
import doors from "./de/doors.json";
import areas from "./de/areas.json";
import features from "./de/features.json";
import health from "./de/health.json";
import privacy from "./de/privacy.json";
import settings from "./de/settings.json";
import start from "./de/start.json";
import talk from "./de/talk.json";
import resident from "./de/resident.json";

export default { kit, shell, now, visits, people, doors, areas, features, health, privacy, settings, start, talk, resident };
