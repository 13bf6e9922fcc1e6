import type { CheckContext, Program } from '@socket-lab/kit';
import { type HttpExchange, serveHttp } from '@socket-lab/kit/expect/http/http-server';

/** Starts 05-response and takes its request: what comes now is the answer. */
export async function ask({ start, tcp }: CheckContext): Promise<{ client: Program; exchange: HttpExchange }> {
  const server = await serveHttp(tcp);
  const client = await start('05-response', server.flags());
  return { client, exchange: await server.takeRequest() };
}
