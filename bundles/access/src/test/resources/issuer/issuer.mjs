// SPDX-License-Identifier: Apache-2.0
// An issuer for tests: oidc-provider on loopback, with clients for machines and one for a gateway that logs people in by
// device code. Prints its port. Usage: node issuer.mjs FOLDER-WITH-NODE_MODULES
import { createRequire } from 'node:module';
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const require = createRequire(pathToFileURL(`${process.argv[2]}/`));
const { default: Provider } = await import(pathToFileURL(require.resolve('oidc-provider')));

const key = (alg, type, options) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }),
  alg,
  use: 'sig',
  kid: alg,
});
const keys = [
  key('ES256', 'ec', { namedCurve: 'P-256' }),
  key('RS256', 'rsa', { modulusLength: 2048 }),
  key('PS256', 'rsa', { modulusLength: 2048 }),
  key('EdDSA', 'ed25519'),
];

// What a client's tokens say; its name says how they are signed.
const tokens = {
  'bms-ES256': { building: 'maple-street-7', grants: ['system'] },
  'bms-RS256': { building: 'maple-street-7', grants: ['system'] },
  'bms-PS256': { building: 'maple-street-7', grants: ['system'] },
  'bms-EdDSA': { building: 'maple-street-7', grants: ['operations:station:yard'] },
  neighbour: { building: 'oak-avenue-9', grants: ['manager'] },
  gateway: { building: 'maple-street-7', grants: ['resident:door:front-door', 'no-such-role', 'manager:door:'] },
};
const machine = (client_id) => ({
  client_id,
  client_secret: 'only-for-tests',
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
});

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    jwks: { keys },
    clients: [
      ...Object.keys(tokens).filter((name) => name !== 'gateway').map(machine),
      {
        client_id: 'gateway',
        client_secret: 'only-for-tests',
        grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
        redirect_uris: [],
        response_types: [],
      },
    ],
    cookies: { keys: ['only for tests'] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256', 'RS256', 'PS256', 'EdDSA'] },
    features: {
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (context, resource, client) => ({
          scope: '',
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 600,
          jwt: { sign: { alg: client.clientId.split('-')[1] ?? 'ES256' } },
        }),
        useGrantedResource: () => true,
      },
    },
    extraTokenClaims: (context, token) => ({
      vestibule_building: tokens[token.clientId].building,
      vestibule_grants: tokens[token.clientId].grants,
    }),
    findAccount: (context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  });
  server.on('request', provider.callback());
  console.log(`listening ${server.address().port}`);
});
