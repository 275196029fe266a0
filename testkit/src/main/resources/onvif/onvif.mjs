// SPDX-License-Identifier: Apache-2.0
// npm:onvif as a client: says in lines of JSON what it saw of a device. Arguments: FOLDER HOST PORT PATH USER PASSWORD
// LOGIN, where LOGIN is token or digest.
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const [folder, hostname, port, path, username, password, login] = process.argv.slice(2);
const { Cam } = createRequire(`${folder}/client.js`)('onvif');
const say = (saw, what) => console.log(JSON.stringify({ saw, ...what }));
const items = (part) => Object.fromEntries([part?.simpleItem ?? []].flat().map((item) => [item.$.Name, item.$.Value]));

const camera = new Cam({
  hostname, port: Number(port), path, username, password, useWSSecurity: login !== 'digest', timeout: 10_000, autoconnect: false,
});
const call = (name, ...rest) => promisify(camera[name]).call(camera, ...rest);

try {
  await call('connect');
  const info = await call('getDeviceInformation');
  const profiles = [];
  for (const profile of camera.profiles) {
    const profileToken = profile.$.token;
    const one = { token: profileToken, name: profile.name };
    const stream = await call('getStreamUri', { protocol: 'RTSP', profileToken }).catch((e) => ({ error: e.message }));
    const snapshot = await call('getSnapshotUri', { profileToken }).catch((e) => ({ error: e.message }));
    profiles.push({ ...one, stream: stream.uri ?? '', snapshot: snapshot.uri ?? '' });
  }
  say('device', { manufacturer: info.manufacturer, model: info.model, media2: !!camera.media2Support, profiles });
  camera.on('eventsError', (e) => say('events-error', { error: e.message }));
  camera.on('event', (event, xml) => {
    const message = event.message.message;
    say('event', {
      topic: event.topic._ ?? event.topic, operation: message.$.PropertyOperation ?? '', source: items(message.source),
      data: items(message.data), objects: [...xml.matchAll(/<tt:Object [\s\S]*?<\/tt:Object>/g)].map((match) => match[0]),
    });
  });
} catch (e) {
  say('failed', { error: e.message });
  process.exit(1);
}
