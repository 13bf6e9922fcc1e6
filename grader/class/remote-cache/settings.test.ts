import { expect, test } from 'vitest';
import { readRemoteSettings } from './settings.ts';

const KEY = 'k'.repeat(32);
const REMOTE = { TURBO_API: 'https://cache.example.org/', TURBO_TOKEN: 't', TURBO_TEAM: 'course' };
const SIGNED = { ...REMOTE, TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY };

test('a remote cache, as turbo knows it', () => {
  const { settings, notice } = readRemoteSettings(SIGNED);
  expect(notice).toBeUndefined();
  expect({ ...settings, api: settings?.api.href }).toEqual({
    api: 'https://cache.example.org/',
    token: 't',
    team: { TURBO_TEAM: 'course' },
    key: KEY,
  });
  const ofVercel = readRemoteSettings({ ...SIGNED, TURBO_API: '', TURBO_TEAM: '', TURBO_TEAMID: 'team_1' }).settings;
  expect([ofVercel?.api.href, ofVercel?.team]).toEqual(['https://vercel.com/api', { TURBO_TEAMID: 'team_1' }]);
});

test.each([
  ['no variable', {}],
  ['empty ones', { TURBO_API: '', TURBO_TOKEN: '', TURBO_TEAM: '', TURBO_REMOTE_CACHE_SIGNATURE_KEY: '' }],
  ['a token for other work, without a team', { TURBO_TOKEN: 't' }],
  ['a key alone', { TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY }],
])('%s: no remote cache, and nothing to say', (_, env) => {
  expect(readRemoteSettings(env)).toEqual({});
});

test.each([
  ['TURBO_TOKEN', 'TURBO_API is set, but TURBO_TOKEN is not.'],
  ['TURBO_TEAM', 'TURBO_TEAM is not set, nor TURBO_TEAMID.'],
  [
    'TURBO_REMOTE_CACHE_SIGNATURE_KEY',
    'TURBO_REMOTE_CACHE_SIGNATURE_KEY is not set. Set it to a secret of 32 characters or more (openssl rand -hex 32), the same on every machine and on the server.',
  ],
])('without %s it is one line, and the class is graded', (name, line) => {
  const { [name]: _, ...env } = SIGNED as Record<string, string>;
  expect(readRemoteSettings(env)).toEqual({ notice: `No remote cache: ${line}` });
});

test.each([
  [
    { TURBO_REMOTE_CACHE_SIGNATURE_KEY: '' },
    /^TURBO_REMOTE_CACHE_SIGNATURE_KEY is empty: .*could forge marks\. Set it to/,
  ],
  [{ TURBO_REMOTE_CACHE_SIGNATURE_KEY: 'k' }, /^TURBO_REMOTE_CACHE_SIGNATURE_KEY has 1 character: /],
  [{ TURBO_REMOTE_CACHE_SIGNATURE_KEY: 'k'.repeat(31) }, /^TURBO_REMOTE_CACHE_SIGNATURE_KEY has 31 characters: /],
  [
    { TURBO_API: 'cache.example.org' },
    /^TURBO_API "cache\.example\.org" is no address of a remote cache\. Write one like/,
  ],
  [{ TURBO_API: 'ftp://cache.example.org' }, /^TURBO_API /],
])('%j is refused', (change, message) => {
  expect(() => readRemoteSettings({ ...SIGNED, ...change })).toThrow(message);
});
