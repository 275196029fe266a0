// SPDX-License-Identifier: Apache-2.0
// Reads a SenML pack and an answer in CBOR, and writes a command in it.
import cbor from 'cbor';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const pack = cbor.decodeFirstSync(readFileSync(join(folder, 'senml.cbor')));
console.log('bn ' + pack[0].get(-2) + ' bt ' + pack[0].get(-3));
for (const record of pack) console.log(record.get(0), record.get(2) ?? record.get(3) ?? record.get(4));
const answer = cbor.decodeFirstSync(readFileSync(join(folder, 'result.cbor')));
console.log('answer ' + answer.state + ' ' + answer.id);
const command = JSON.parse(readFileSync(join(folder, 'command.json'), 'utf8'));
writeFileSync(join(folder, 'command.cbor'), cbor.encode(command));
