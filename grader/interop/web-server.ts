import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { freeTcpPort } from '@socket-lab/kit/program/free-port';
import { Command, handOver, unprivileged } from './command.ts';

interface WebServerSetup {
  command: string; // `nginx`.
  args(folder: string): readonly string[];
  ready: string; // What it says on stderr when it listens.
  configuration(place: { folder: string; port: number }): string;
  site: Readonly<Record<string, string | Uint8Array>>;
}

/** A web server of the machine: unprivileged, on a free port, in a folder of its own; `temp` is for its own files. */
export class WebServer implements AsyncDisposable {
  readonly host = '127.0.0.1';
  readonly port: number;
  readonly folder: string;
  readonly #command: Command;

  private constructor(port: number, folder: string, command: Command) {
    this.port = port;
    this.folder = folder;
    this.#command = command;
  }

  /** @throws Error with its last words when it does not get ready. */
  static async start({ command, args, ready, configuration, site }: WebServerSetup): Promise<WebServer> {
    const folder = await mkdtemp(join(tmpdir(), `${command} ñ `));
    const port = await freeTcpPort();
    await handOver(folder);
    for (const name of ['site', 'temp']) {
      await mkdir(join(folder, name));
      await handOver(join(folder, name));
    }
    await writeFile(join(folder, 'server.conf'), configuration({ folder, port }));
    for (const [name, content] of Object.entries(site)) await writeFile(join(folder, 'site', name), content);
    const server = new WebServer(port, folder, new Command(...unprivileged(command, args(folder))));
    try {
      await server.#command.showsOnStderr(ready);
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#command.kill();
    await rm(this.folder, { recursive: true });
  }
}

export interface NodesAnswer {
  head: string[]; // The status line and the header lines, without line ends.
  body: Buffer;
}

export async function askByNode({ host, port }: { host: string; port: number }, path: string): Promise<NodesAnswer> {
  const request = http.get({ host, port, path, agent: false });
  const [message] = (await once(request, 'response')) as [http.IncomingMessage];
  const { httpVersion, statusCode, statusMessage, rawHeaders } = message;
  const headers = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : []));
  const body = await buffer(message);
  return { head: [`HTTP/${httpVersion} ${statusCode} ${statusMessage}`, ...headers], body };
}
