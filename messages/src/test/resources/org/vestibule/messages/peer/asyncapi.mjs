// SPDX-License-Identifier: Apache-2.0
// Parses the document with all that it refers to; severity 0 is an error.
import { Parser, fromFile } from '@asyncapi/parser';

const { document, diagnostics } = await fromFile(new Parser(), process.argv[2]).parse();
for (const each of diagnostics.filter((one) => one.severity === 0)) {
  console.log('error', each.message, (each.path || []).join('.'));
}
console.log('channels ' + document.channels().all().length);
for (const channel of document.channels().all()) console.log(channel.id(), channel.address());
