// SPDX-License-Identifier: Apache-2.0
import kit from "../words/en/kit.json";
import resident from "../words/en/resident.json";
import shell from "../words/en/shell.json";
import talk from "../words/en/talk.json";

export default { kit, resident, shell, talk };
