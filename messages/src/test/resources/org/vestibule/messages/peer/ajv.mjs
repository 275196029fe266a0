// SPDX-License-Identifier: Apache-2.0
// Validates each example by its schema, and each example that was spoilt.
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats(ajv);
ajv.addKeyword({ keyword: 'x-data-class', schemaType: 'string' });
ajv.addFormat('int32', { type: 'number', validate: Number.isInteger });
ajv.addFormat('int64', { type: 'number', validate: Number.isInteger });
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const envelope = ajv.compile(read(join(folder, 'envelope.schema.json')));

let right = 0;
let spoilt = 0;
for (const path of readdirSync(folder, { recursive: true })) {
  if (!path.endsWith('.example.json')) continue;
  const schema = read(join(folder, path.replace('.example.', '.schema.')));
  const validate = ajv.compile(schema);
  const example = read(join(folder, path));
  const isEvent = path.startsWith('events');
  const data = isEvent ? example.data : example;
  if (validate(data) && (!isEvent || envelope(example))) right++;
  else console.log('wrong', path, ajv.errorsText(validate.errors), ajv.errorsText(envelope.errors));
  if (!validate({ ...data, [schema.required[0]]: [] })) spoilt++;
}
console.log('right ' + right);
console.log('spoilt found ' + spoilt);
