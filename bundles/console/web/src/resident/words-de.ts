// SPDX-License-Identifier: Apache-2.0
import kit from "../words/de/kit.json";
import resident from "../words/de/resident.json";
import shell from "../words/de/shell.json";
import talk from "../words/de/talk.json";

export default { kit, resident, shell, talk };
