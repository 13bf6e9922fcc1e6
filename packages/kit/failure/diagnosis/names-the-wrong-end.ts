import type { Evidence, Misconception } from './evidence.ts';
import { printedInstead } from './printed-instead.ts';

const ENDPOINT = /(?<address>[\da-fA-F.:]+?)(?<between>:| port )(?<port>\d+)/;
/** Where a socket can be bound, and nothing can come from (RFC 1122 §3.2.1.3, RFC 4291 §2.5.2). */
const ALL_ADDRESSES = ['0.0.0.0', '::'];

/** A connection has two ends, and the program names the other one than it should. */
export const namesTheWrongEnd: Misconception = (evidence) => {
  const { expected, printed } = printedInstead(evidence, ENDPOINT) ?? {};
  const [wanted, named] = [expected?.groups, printed?.groups];
  if (!wanted || !named || wanted.between !== named.between) return undefined;
  const [serverPort, isServer] = serverOf(evidence) ?? [];
  if (wanted.port === serverPort || wanted.port === named.port) {
    if (!ALL_ADDRESSES.includes(named.address ?? '')) return undefined;
  }
  if (named.port === serverPort && serverPort !== wanted.port) {
    return isServer
      ? `It looks as if the program names its own end, because port ${named.port} is its own, and port ${wanted.port} that of the client.`
      : `It looks as if the program names the server's end, because port ${named.port} is that of the server, and port ${wanted.port} its own.`;
  }
  if (!ALL_ADDRESSES.includes(named.address ?? '')) return undefined;
  return `It looks as if the program names its own socket, because ${named.address} is where a socket is bound, and nothing comes from there.`;
};

/** The port of the server, and whether the program is the server. */
function serverOf({ talks: [talk], programs }: Evidence): [port: string, isServer: boolean] | undefined {
  const port = / --port[ =](\d+)/.exec(programs.at(-1)?.command ?? '')?.[1] ?? talk?.address?.split(':').at(-1);
  if (!talk || port === undefined) return undefined;
  const first = talk.events.find((event) => event.kind === 'data' || event.kind === 'connect');
  return [port, first?.from === 'peer'];
}
