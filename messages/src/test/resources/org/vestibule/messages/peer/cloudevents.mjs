// SPDX-License-Identifier: Apache-2.0
// Reads one CloudEvent a line as an HTTP message in structured mode; the SDK refuses what is none.
import { HTTP } from 'cloudevents';
import { readFileSync } from 'node:fs';

const visits = new Set();
let read = 0;
for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter((each) => each)) {
  const event = HTTP.toEvent({
    headers: { 'content-type': 'application/cloudevents+json' },
    body: line,
  });
  event.validate();
  if (!event.type.startsWith('org.vestibule.') || !event.data.at) throw new Error(line);
  if (event.visit) visits.add(event.visit);
  read++;
}
console.log('read ' + read);
console.log([...visits].join(' '));
