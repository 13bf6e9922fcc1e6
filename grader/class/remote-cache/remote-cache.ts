import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type Answer, type Patience, RemoteClient, RemoteFault, refusalOf } from './ask-remote.ts';
import type { RemoteSettings } from './settings.ts';

const TAG = 'x-artifact-tag'; // Where the signature of an artifact stands.
const MISS: Reply = { status: 404 };
const TAKEN: Reply = { status: 200, body: Buffer.from('{"urls":[]}') };

type Reply = Partial<Answer> & { status: number };

/**
 * The remote cache of a run. Turbo says nothing of one that fails, and waits for each answer: so it asks here, on this machine, and
 * here the remote one is asked. With its first fault that is over, for the rest of the run. Signing and verifying is turbo's.
 */
export class RemoteCache implements AsyncDisposable {
  /** What turbo is to have in its environment: not the user's token, but one that is good here only. */
  readonly environment: NodeJS.ProcessEnv;
  readonly #client: RemoteClient;
  readonly #server: Server;
  readonly #offered = new Set<string>(); // The artifacts that came from there, by their hash.
  readonly #refused = new Set<string>(); // Those of them that turbo did not take.
  readonly #served = new Set<string>(); // The jobs whose results came from there, by their folder.
  readonly #over = new AbortController();
  #fault: string | undefined;
  #unkept: string | undefined; // Why it takes no results.
  #isProven = false; // What was put there came back, signed.

  private constructor(client: RemoteClient, server: Server, environment: NodeJS.ProcessEnv) {
    this.#client = client;
    this.#server = server;
    this.environment = environment;
  }

  /** @param notify is called with a line when it is of no use, or slow. @returns none when it is of no use */
  static async open(
    settings: RemoteSettings,
    notify: (line: string) => void,
    patience?: Patience,
  ): Promise<RemoteCache | undefined> {
    const client = new RemoteClient(settings, patience);
    try {
      const slow = await client.probe(queryOf(settings));
      if (slow !== undefined) notify(slow);
    } catch (error) {
      if (!(error instanceof RemoteFault)) throw error;
      notify(withoutIt(client, error));
      return undefined;
    }
    const token = randomBytes(16).toString('hex');
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const direct = [process.env.NO_PROXY ?? process.env.no_proxy, '127.0.0.1'].filter(Boolean).join(',');
    const cache = new RemoteCache(client, server, {
      ...settings.team,
      TURBO_API: `http://127.0.0.1:${port}`,
      TURBO_TOKEN: token,
      TURBO_REMOTE_CACHE_SIGNATURE_KEY: settings.key,
      ...{ NO_PROXY: direct, no_proxy: direct },
    });
    server.on('request', async (request, response) => {
      const { status, headers, body } = await cache.#answer(request, token).catch(() => MISS);
      response.writeHead(status, headers && ofArtifact([...headers])).end(body);
    });
    return cache;
  }

  /** What turbo says of a job: whether it took what came from there. */
  onLine(folder: string | undefined, line: string): void {
    const [, how, hash = ''] = /^cache (hit|miss), \w+(?: \w+)? ([0-9a-f]+)$/.exec(line) ?? [];
    if (folder === undefined || how === undefined || !this.#offered.has(hash)) return;
    if (how === 'hit') this.#served.add(folder);
    else this.#refused.add(hash);
  }

  /** Whether a job's result came from there. */
  served(folder: string): boolean {
    return this.#served.has(folder);
  }

  /** What there is to say of it at the end, a line each. */
  notices(): string[] {
    const { size } = this.#refused;
    const their = size === 1 ? '1 result' : `${size} results`;
    const forged = `The remote cache at ${this.#client.address} gave ${their} without our signature: tampered with, or signed with another key. The jobs ran here.`;
    return [
      ...((this.#fault ?? this.#unkept) ? [(this.#fault ?? this.#unkept) as string] : []),
      ...(size > 0 ? [forged] : []),
    ];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, token: string): Promise<Reply> {
    const { method, url = '', headers } = request;
    if (headers.authorization !== `Bearer ${token}`) return { status: 401 };
    if (method === 'PUT') return this.#put(request, url);
    const path = url.replace(/\?.*$/, '');
    if (path.endsWith('/artifacts/status')) return { status: 200, body: Buffer.from('{"status":"enabled"}') };
    if (method === 'POST') return TAKEN; // statistics
    return method === 'GET' ? this.#get(path, url) : MISS;
  }

  async #get(path: string, url: string): Promise<Reply> {
    const answer = await this.#ask(url);
    if (answer === undefined || answer.status === 404) return MISS;
    if (answer.status !== 200) return this.#giveUp(refusalOf(answer.status));
    if (!answer.headers.has(TAG)) return this.#giveUp(UNSIGNED);
    this.#offered.add(path.slice(path.lastIndexOf('/') + 1));
    return answer;
  }

  async #put(request: IncomingMessage, url: string): Promise<Reply> {
    const body = await buffer(request);
    if (this.#unkept !== undefined) return TAKEN;
    const headers = ofArtifact(Object.entries(request.headers) as [string, string][]);
    const answer = await this.#ask(url, { method: 'PUT', headers, body });
    if (answer !== undefined && answer.status >= 400) {
      this.#unkept = `The remote cache at ${this.#client.address} takes no results (HTTP ${answer.status}): what this run finds out stays here.`;
    } else if (answer !== undefined && !this.#isProven) {
      this.#isProven = true;
      const back = await this.#ask(url);
      if (back?.status !== 200 || !back.headers.has(TAG)) this.#giveUp(UNSIGNED);
    }
    return TAKEN;
  }

  async #ask(url: string, request: Parameters<RemoteClient['ask']>[1] = {}): Promise<Answer | undefined> {
    const { signal } = this.#over;
    if (signal.aborted) return undefined;
    try {
      return await this.#client.ask(url, { ...request, signal });
    } catch (error) {
      if (!signal.aborted) this.#giveUp((error as Error).message);
      return undefined;
    }
  }

  #giveUp(fault: string): Reply {
    this.#fault ??= withoutIt(this.#client, new RemoteFault(fault));
    this.#over.abort();
    return MISS;
  }
}

const UNSIGNED = 'keeps no signatures: its server needs TURBO_REMOTE_CACHE_SIGNATURE_KEY, too';

const withoutIt = ({ address }: RemoteClient, { message }: RemoteFault): string =>
  `The remote cache at ${address} ${message}. The run goes on without it.`;

function queryOf({ team: { TURBO_TEAM, TURBO_TEAMID } }: RemoteSettings): string {
  return `${new URLSearchParams({ ...(TURBO_TEAMID && { teamId: TURBO_TEAMID }), ...(TURBO_TEAM && { slug: TURBO_TEAM }) })}`;
}

/** The headers that belong to an artifact, and not to a connection. */
function ofArtifact(headers: [string, string][]): Record<string, string> {
  return Object.fromEntries(headers.filter(([name]) => /^(?:x-artifact-.*|content-type|user-agent)$/.test(name)));
}
