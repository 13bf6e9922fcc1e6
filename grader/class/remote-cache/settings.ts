import { UsageError } from '@socket-lab/kit/text/usage-error';

/** A remote cache of turbo's, as its user has set it. */
export interface RemoteSettings {
  api: URL;
  token: string;
  team: Record<string, string>; // `TURBO_TEAM` or `TURBO_TEAMID`, and its value.
  key: string; // What artifacts are signed with.
}

const KEY = 'TURBO_REMOTE_CACHE_SIGNATURE_KEY';
/** A key of HMAC-SHA256 has as many bytes as its hash, at least (RFC 2104, section 3). */
const KEY_BYTES = 32;
const MEND_KEY = `Set it to a secret of ${KEY_BYTES} characters or more (openssl rand -hex 32), the same on every machine and on the server`;
/** Where turbo's own remote cache is, which it takes when nothing else is said. */
const VERCEL = 'https://vercel.com/api';

/**
 * The remote cache that an environment names; `undefined` when it names none, and a line in `notice` when it names half of one.
 * A variable that is empty is not set: a workflow of GitHub's makes one of each secret that is missing.
 * @throws UsageError when marks could be forged, or it cannot be asked
 */
export function readRemoteSettings(env: NodeJS.ProcessEnv): { settings?: RemoteSettings; notice?: string } {
  const { TURBO_API: api, TURBO_TOKEN: token, TURBO_TEAM, TURBO_TEAMID, [KEY]: key } = env;
  if (!token) return api ? without('TURBO_API is set, but TURBO_TOKEN is not') : {};
  if (!TURBO_TEAM && !TURBO_TEAMID) return api ? without('TURBO_TEAM is not set, nor TURBO_TEAMID') : {};
  if (key === undefined) return without(`${KEY} is not set. ${MEND_KEY}`);
  const length = Buffer.byteLength(key);
  if (length < KEY_BYTES) {
    const fault = length === 0 ? 'is empty' : `has ${length} ${length === 1 ? 'character' : 'characters'}`;
    throw new UsageError(`${KEY} ${fault}: whoever may write to the remote cache could forge marks. ${MEND_KEY}.`);
  }
  const team = { ...(TURBO_TEAM && { TURBO_TEAM }), ...(TURBO_TEAMID && { TURBO_TEAMID }) };
  return { settings: { api: parseApi(api || VERCEL), token, team, key } };
}

const without = (fault: string) => ({ notice: `No remote cache: ${fault}.` });

function parseApi(text: string): URL {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new UsageError(
    `TURBO_API "${text}" is no address of a remote cache. Write one like https://cache.example.org.`,
  );
}
