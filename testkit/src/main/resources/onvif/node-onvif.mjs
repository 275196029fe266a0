// SPDX-License-Identifier: Apache-2.0
// npm:node-onvif as a client: says in lines of JSON what it saw of a device. Arguments: FOLDER URL USER PASSWORD.
import { createRequire } from 'node:module';

const [folder, xaddr, user, pass] = process.argv.slice(2);
const { OnvifDevice } = createRequire(`${folder}/client.js`)('node-onvif');
const say = (saw, what) => console.log(JSON.stringify({ saw, ...what }));

try {
  const device = new OnvifDevice({ xaddr, user, pass });
  const info = await device.init();
  const profiles = device.getProfileList().map((profile) => ({
    token: profile.token, name: profile.name, stream: profile.stream.rtsp, snapshot: profile.snapshot,
  }));
  const picture = await device.fetchSnapshot();
  say('device', { manufacturer: info.Manufacturer, model: info.Model, profiles, snapshotBytes: picture.body.length });
} catch (e) {
  say('failed', { error: e.message });
  process.exit(1);
}
