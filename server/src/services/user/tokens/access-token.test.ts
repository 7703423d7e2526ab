import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../../platform/database/testing/test-database.ts';
import { browser, registration, startMs, userTestBed } from '../testing/user-test-bed.ts';
import { ed25519PrivateKey } from './ed25519.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function signedIn() {
  const bed = userTestBed(database.pool);
  const grant = await bed.operations.register(registration(), browser);
  return { ...bed, grant, verify: bed.operations.verifyAccessToken };
}

const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('access tokens', () => {
  it('carry what RFC 9068 asks for', async () => {
    const { grant } = await signedIn();
    const [header, claims] = grant.accessToken.split('.').slice(0, 2).map(decode);
    expect(header).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.any(String) });
    expect(claims).toMatchObject({
      iss: 'winnex',
      aud: 'winnex-api',
      sub: grant.profile.id,
      role: 'bettor',
      currency: 'GBP',
      sid: expect.any(String),
      jti: expect.any(String),
      iat: startMs / 1_000,
      exp: startMs / 1_000 + 600,
    });
  });

  it('tolerate a minute of skew and no more, also when remembered', async () => {
    const { grant, verify, clock } = await signedIn();
    const fresh = () => userTestBed(database.pool, {}, clock).operations.verifyAccessToken;
    await clock.advance(659_000);
    expect(await verify(grant.accessToken)).not.toBeNull();
    expect(await fresh()(grant.accessToken)).not.toBeNull();
    await clock.advance(1_000);
    expect(await verify(grant.accessToken)).toBeNull();
    expect(await fresh()(grant.accessToken)).toBeNull();
  });

  it('of a process whose clock is ahead are good within the same minute', async () => {
    const ahead = await signedIn();
    await ahead.clock.advance(60_000);
    const { accessToken } = await ahead.operations.refresh(ahead.grant.refreshToken, browser);
    expect(await userTestBed(database.pool).operations.verifyAccessToken(accessToken)).toBeTruthy();
    await ahead.clock.advance(1_000);
    const later = await ahead.operations.register(registration(), browser);
    const { operations } = userTestBed(database.pool);
    expect(await operations.verifyAccessToken(later.accessToken)).toBeNull();
  });

  it('are refused when any character is changed', async () => {
    const { grant, verify } = await signedIn();
    const token = grant.accessToken;
    // The very last one is left out: some of its bits belong to no byte of the signature.
    for (let index = 0; index < token.length - 1; index += 7) {
      const other = token[index] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, index) + other + token.slice(index + 1);
      expect(await verify(changed), `character ${index}`).toBeNull();
    }
  });

  it('are refused with algorithm none, however it is written', async () => {
    const { grant, verify } = await signedIn();
    const [header, claims] = grant.accessToken.split('.');
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '', undefined]) {
      const bare = `${encode({ ...decode(header!), alg })}.${claims}`;
      expect(await verify(`${bare}.`)).toBeNull();
      expect(await verify(`${bare}.${grant.accessToken.split('.')[2]}`)).toBeNull();
    }
  });

  it('are refused when signed by HMAC with our public key as the secret', async () => {
    const { grant, verify } = await signedIn();
    const [header, claims] = grant.accessToken.split('.');
    const { rows } = await database.pool.query(
      `select public_key from users.signing_key where kid = $1`,
      [decode(header!).kid],
    );
    for (const alg of ['HS256', 'HS512']) {
      const signed = `${encode({ ...decode(header!), alg })}.${claims}`;
      const hmac = createHmac(alg === 'HS256' ? 'sha256' : 'sha512', rows[0].public_key);
      expect(await verify(`${signed}.${hmac.update(signed).digest('base64url')}`)).toBeNull();
    }
  });

  it('are refused with a key of their own, embedded or named', async () => {
    const { grant, verify } = await signedIn();
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const jwk = publicKey.export({ format: 'jwk' });
    const [header, claims] = grant.accessToken.split('.').slice(0, 2).map(decode);
    for (const change of [{}, { jwk }, { kid: 'mine', jwk }, { kid: '../../dev/null' }]) {
      const forged = await new SignJWT(claims)
        .setProtectedHeader({ ...header, ...change })
        .sign(privateKey);
      expect(await verify(forged)).toBeNull();
    }
  });

  it.each<[string, object, object]>([
    ['another audience', { aud: 'another' }, {}],
    ['another issuer', { iss: 'another' }, {}],
    ['no expiry', { exp: undefined }, {}],
    ['no session', { sid: undefined }, {}],
    ['an unknown role', { role: 'god' }, {}],
    ['another kind of token', {}, { typ: 'JWT' }],
    ['a time in the future', { nbf: startMs / 1_000 + 61 }, {}],
  ])('signed by us but with %s are refused', async (_, claimChange, headerChange) => {
    const { grant, verify } = await signedIn();
    const [header, claims] = grant.accessToken.split('.').slice(0, 2).map(decode);
    const sign = (payload: object, change: object) => (key: KeyObject) =>
      new SignJWT({ ...claims, ...payload }).setProtectedHeader({ ...header, ...change }).sign(key);
    const { rows } = await database.pool.query(
      `select private_key from users.signing_key where kid = $1`,
      [header.kid],
    );
    const ours = ed25519PrivateKey(rows[0].private_key);
    expect(await verify(await sign({}, {})(ours))).not.toBeNull();
    expect(await verify(await sign(claimChange, headerChange)(ours))).toBeNull();
  });

  it.each(['', 'a.b.c', '...', 'null', 'x'.repeat(100_000), '\u0000', 'eyJ9.eyJ9.eyJ9'])(
    'are refused when they are %.20j',
    async (token) => expect(await (await signedIn()).verify(token)).toBeNull(),
  );
});
