import { setGlobalProxyFromEnv } from 'node:http';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { RemoteSettings } from './settings.ts';

/** So long an answer may take, in milliseconds: results are small. From `slowMs` on it is worth a line. */
export type Patience = { limitMs: number; slowMs: number };
const PATIENCE: Patience = { limitMs: 5_000, slowMs: 1_000 };

/** Why a remote cache is of no use, in words that follow its address. */
export class RemoteFault extends Error {}

export interface Answer {
  status: number;
  headers: Headers;
  body: Buffer;
}

interface Request {
  method?: 'GET' | 'PUT';
  headers?: Record<string, string>;
  body?: Buffer<ArrayBuffer>;
  signal?: AbortSignal;
}

/** Who asks a remote cache, as its user, in bounded time. */
export class RemoteClient {
  /** Its address as it may be shown. */
  readonly address: string;
  readonly #base: string;
  readonly #token: string;
  readonly #patience: Patience;

  constructor({ api, token }: RemoteSettings, patience = PATIENCE) {
    this.#base = api.href.replace(/\/$/, '');
    this.address = `${api.origin}${api.pathname}`.replace(/\/$/, '');
    this.#token = token;
    this.#patience = patience;
    goAsTurboGoes(api);
  }

  /** @param path with its query. @throws RemoteFault when there is no answer in time */
  async ask(path: string, { headers = {}, signal, ...request }: Request = {}): Promise<Answer> {
    const { limitMs } = this.#patience;
    const limit = AbortSignal.timeout(limitMs);
    try {
      const response = await fetch(`${this.#base}${path}`, {
        ...request,
        headers: { ...headers, authorization: `Bearer ${this.#token}` },
        signal: signal ? AbortSignal.any([limit, signal]) : limit,
      });
      return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
    } catch (error) {
      if (limit.aborted) throw new RemoteFault(`does not answer within ${limitMs / 1000} s`);
      const { code, message } = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
      throw new RemoteFault(`cannot be reached (${code ?? message})`);
    }
  }

  /** Asks for its status and for an artifact that nobody has. @returns a line when it is slow. @throws RemoteFault */
  async probe(query: string): Promise<string | undefined> {
    const begin = performance.now();
    const [status, artifact] = await Promise.all([
      this.ask(`/v8/artifacts/status?${query}`),
      this.ask(`/v8/artifacts/0000000000000000?${query}`),
    ]);
    if (artifact.status !== 404 && artifact.status !== 200) throw new RemoteFault(refusalOf(artifact.status));
    const state = stateIn(status);
    if (state !== 'enabled') throw new RemoteFault(state);
    const took = performance.now() - begin;
    if (took < this.#patience.slowMs) return undefined;
    return `The remote cache at ${this.address} takes ${(took / 1000).toFixed(1)} s for an answer: every job waits for it.`;
  }
}

/** What a status says, other than that all is well, in words that follow the cache's address. */
export function refusalOf(status: number): string {
  if (status === 401) return 'refuses TURBO_TOKEN (HTTP 401)';
  if (status === 403) return 'refuses TURBO_TOKEN, or the team (HTTP 403)';
  return `fails (HTTP ${status})`;
}

function stateIn({ status, body }: Answer): string {
  if (status === 401 || status === 403) return refusalOf(status);
  const state = status === 200 ? /"status"\s*:\s*"(\w+)"/.exec(body.toString())?.[1] : undefined;
  if (state === undefined) return `is none: it answers /v8/artifacts/status with HTTP ${status}`;
  return state === 'enabled' ? state : `says that it is ${state}`;
}

/** Turbo goes through the proxy that the environment names, and trusts whom the system trusts. */
function goAsTurboGoes(api: URL): void {
  if (Object.keys(process.env).some((name) => /^https?_proxy$/i.test(name))) setGlobalProxyFromEnv();
  if (api.protocol === 'https:')
    setDefaultCACertificates([...getCACertificates('default'), ...getCACertificates('system')]);
}
