import { once } from 'node:events';
import http from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What a server answers, as another client than ours has understood it. */
export interface NodesAnswer {
  /** The status line and the header lines, without line ends. */
  head: string[];
  body: Buffer;
}

/** Asks a server by Node's own HTTP client, with the headers of http-client. */
export async function askByNode({ host, port }: { host: string; port: number }, path: string): Promise<NodesAnswer> {
  const request = http.get({ host, port, path, agent: false });
  const [message] = (await once(request, 'response')) as [http.IncomingMessage];
  const { httpVersion, statusCode, statusMessage, rawHeaders } = message;
  const headers = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : []));
  const body = await buffer(message);
  return { head: [`HTTP/${httpVersion} ${statusCode} ${statusMessage}`, ...headers], body };
}
