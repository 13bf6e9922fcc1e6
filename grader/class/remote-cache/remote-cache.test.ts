import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { RemoteServer } from '../../fixtures/remote-server.ts';
import type { Patience } from './ask-remote.ts';
import { RemoteCache } from './remote-cache.ts';
import type { RemoteSettings } from './settings.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const PATIENT: Patience = { limitMs: 50_000, slowMs: 40_000 };
let server: RemoteServer;
beforeAll(async () => {
  server = await RemoteServer.start({ TURBO_REMOTE_CACHE_SIGNATURE_KEY: 'k' });
});
afterAll(() => server[Symbol.asyncDispose]());

const at = ({ address, token }: RemoteServer, more: Partial<RemoteSettings> = {}): RemoteSettings => ({
  ...{ api: new URL(address), token, team: { TURBO_TEAM: 'course' }, key: 'k' },
  ...more,
});

async function open(settings: RemoteSettings, patience: Patience = PATIENT) {
  const said: string[] = [];
  const cache = await RemoteCache.open(settings, (line) => said.push(line), patience);
  onTestFinished(() => cache?.[Symbol.asyncDispose]());
  return { cache, said };
}

async function opened(settings: RemoteSettings, patience: Patience = PATIENT): Promise<RemoteCache> {
  const { cache, said } = await open(settings, patience);
  expect(said).toEqual([]);
  return cache ?? expect.fail('It was of no use.');
}

/** Asks as turbo does. */
async function ask({ environment }: RemoteCache, hash: string, init: RequestInit = {}) {
  const authorization = `Bearer ${environment.TURBO_TOKEN}`;
  const response = await fetch(`${environment.TURBO_API}/v8/artifacts/${hash}?slug=${environment.TURBO_TEAM}`, {
    ...init,
    headers: { authorization, ...init.headers },
  });
  return { status: response.status, tag: response.headers.get('x-artifact-tag'), text: await response.text() };
}

const put = (cache: RemoteCache, hash: string) =>
  ask(cache, hash, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', 'x-artifact-tag': 'signed', 'x-artifact-duration': '1' },
    body: `artifact ${hash}`,
  });

test('what is put there comes back with its signature, to who knows the word of this run', async () => {
  const cache = await opened(at(server));
  expect(await ask(cache, 'a1')).toMatchObject({ status: 404 });
  expect(await put(cache, 'a1')).toMatchObject({ status: 200 });
  expect(await ask(cache, 'a1')).toEqual({ status: 200, tag: 'signed', text: 'artifact a1' });
  expect(await ask(cache, 'a1', { headers: { authorization: `Bearer ${server.token}` } })).toMatchObject({
    status: 401,
  });
  cache.onLine('job-a', 'cache hit, replaying logs a1');
  cache.onLine('job-b', 'cache hit, replaying logs b2'); // of this machine's own cache
  cache.onLine('job-c', 'cache miss, executing c3');
  expect(['job-a', 'job-b', 'job-c'].map((folder) => cache.served(folder))).toEqual([true, false, false]);
  expect(cache.notices()).toEqual([]);
});

test('what turbo did not take is told', async () => {
  const cache = await opened(at(server));
  for (const hash of ['d4', 'e5']) {
    await put(cache, hash);
    await ask(cache, hash);
    cache.onLine(hash, `cache miss, executing ${hash}`);
    cache.onLine(undefined, `cache miss, executing ${hash}`);
  }
  expect(cache.notices()).toEqual([
    `The remote cache at ${server.address} gave 2 results without our signature: tampered with, or signed with another key. The jobs ran here.`,
  ]);
});

test.each<[string, Partial<RemoteSettings>, string]>([
  ['a wrong token', { token: 'wrong' }, 'refuses TURBO_TOKEN (HTTP 401)'],
  ['no team', { team: {} }, 'fails (HTTP 400)'],
  ['nobody there', { api: new URL('http://127.0.0.1:2') }, 'cannot be reached (ECONNREFUSED)'],
])('%s: one line, before the run', async (_, change, words) => {
  const { cache, said } = await open(at(server, change));
  expect(cache).toBeUndefined();
  expect(said).toEqual([expect.stringContaining(words)]);
  expect(said[0]).toMatch(/^The remote cache at http:\S+ .*\. The run goes on without it\.$/);
});

test('another server, which has all and knows nothing of status', async () => {
  const api = new URL(`${server.address}/elsewhere`);
  expect((await open(at(server, { api }))).said).toEqual([
    `The remote cache at ${api.href} is none: it answers /v8/artifacts/status with HTTP 404. The run goes on without it.`,
  ]);
});

test('a server that hangs costs its patience once, before the run and in the middle of it', async () => {
  const hangs = `The remote cache at ${server.address} does not answer within 0.5 s. The run goes on without it.`;
  const patience = { ...PATIENT };
  const cache = await opened(at(server), patience);
  server.freeze();
  onTestFinished(() => server.thaw());
  patience.limitMs = 500;
  expect((await open(at(server), patience)).said).toEqual([hangs]);
  const answers = await Promise.all(['1a', '2b', '3c'].map((hash) => ask(cache, hash)));
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  server.thaw();
  await put(cache, '4d');
  expect(await ask(cache, '4d')).toMatchObject({ status: 404 }); // it is asked no more
  expect(cache.notices()).toEqual([hangs]);
});

test('a slow one is used, and said to be slow', async () => {
  server.freeze();
  onTestFinished(() => server.thaw());
  const opening = open(at(server), { limitMs: 50_000, slowMs: 200 });
  await after(300);
  server.thaw();
  const { cache, said } = await opening;
  expect(cache).toBeDefined();
  expect(said).toEqual([
    expect.stringMatching(/^The remote cache at http:\S+ takes \d+\.\d s for an answer: every job waits for it\.$/),
  ]);
});

test('a server without the key keeps no signatures: told with the first result that it takes, or gives', async () => {
  await using keyless = await RemoteServer.start({});
  const told = [
    `The remote cache at ${keyless.address} keeps no signatures: its server needs TURBO_REMOTE_CACHE_SIGNATURE_KEY, too. The run goes on without it.`,
  ];
  const first = await opened(at(keyless));
  await put(first, 'a1');
  expect(first.notices()).toEqual(told);
  const second = await opened(at(keyless));
  expect(await ask(second, 'a1')).toMatchObject({ status: 404 });
  expect(second.notices()).toEqual(told);
});

test('a server that only gives is read, and said to keep nothing', async () => {
  await using giver = await RemoteServer.start({ READ_ONLY: 'true' });
  const cache = await opened(at(giver));
  await put(cache, 'a1');
  await put(cache, 'b2');
  expect(cache.notices()).toEqual([
    `The remote cache at ${giver.address} takes no results (HTTP 403): what this run finds out stays here.`,
  ]);
  expect(await ask(cache, 'c3')).toMatchObject({ status: 404 });
});
