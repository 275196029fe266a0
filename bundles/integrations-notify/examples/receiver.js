// SPDX-License-Identifier: Apache-2.0
// A receiver of webhooks: npm install standardwebhooks, then
//   PORT=8090 SECRET=whsec_... node receiver.js
// It answers 204 to what it takes, also a second time, and 401 to what is not signed by the secret.
const http = require('http');
const { Webhook } = require('standardwebhooks');

const webhook = new Webhook(process.env.SECRET);
const seen = new Set(); // A real receiver keeps these for as long as the gateway may try again.

const server = http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    if (request.method !== 'POST') {
      response.writeHead(405).end();
      return;
    }
    let event;
    try {
      event = webhook.verify(Buffer.concat(parts).toString('utf8'), request.headers);
    } catch (error) {
      console.log('refused', error.message);
      response.writeHead(401).end();
      return;
    }
    console.log(seen.has(event.id) ? 'again' : 'heard', event.id, event.type, event.subject);
    seen.add(event.id);
    response.writeHead(204).end();
  });
});
server.listen(Number(process.env.PORT || 8090), '127.0.0.1', () =>
  console.log('listens on', server.address().port));
