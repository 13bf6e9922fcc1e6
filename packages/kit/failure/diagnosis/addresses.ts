import type { WireEvent } from '../../wire/types.ts';
import { say } from '../message.ts';
import type { Evidence, Misconception } from './evidence.ts';
import { printedInstead } from './printed-values.ts';

const ENDPOINT = /(?<address>[\da-fA-F.:]+?)(?<between>:| port )(?<port>\d+)/;
/** Where a socket can be bound, and nothing can come from (RFC 1122 §3.2.1.3, RFC 4291 §2.5.2). */
const ALL_ADDRESSES = ['0.0.0.0', '::'];
const ANY_ENDPOINT = /(?:[\da-fA-F.:]+?|undefined)(?::| port )(?:\d+|undefined)/;

/** Nothing listened where the check asked, and afterwards something did on another address of this machine. */
export const listensOnOneAddress: Misconception = ({ wire, programs }) => {
  const refused = wire.find((event) => event.kind === 'refused' && event.code === 'ECONNREFUSED');
  const tried = wire.find((event) => event.kind === 'note' && event.probe === 'another address');
  const there = hostOf(wire, refused);
  const here = hostOf(wire, tried);
  if (there === undefined || here === undefined) return undefined;
  const isGiven = / --host[ =]/.test(programs.at(-1)?.command ?? '');
  return say(`listens-on-one-address/${isGiven ? 'not-the-given' : 'not-all'}`, { here, there });
};

function hostOf(wire: readonly WireEvent[], of: WireEvent | undefined): string | undefined {
  const connect = wire.find((event) => event.kind === 'connect' && event.conversation === of?.conversation);
  return connect?.kind === 'connect' && connect.from === 'peer' ? connect.address.replace(/:\d+$/, '') : undefined;
}

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
    const ports = { named: named.port ?? '', wanted: wanted.port ?? '' };
    return say(`names-the-wrong-end/${isServer ? 'its-own' : 'of-the-server'}`, ports);
  }
  if (!ALL_ADDRESSES.includes(named.address ?? '')) return undefined;
  return say('names-the-wrong-end/where-bound', { address: named.address ?? '' });
};

/** The port of the server, and whether the program is the server. */
function serverOf({ talks: [talk], programs }: Evidence): [port: string, isServer: boolean] | undefined {
  const port = / --port[ =](\d+)/.exec(programs.at(-1)?.command ?? '')?.[1] ?? talk?.address?.split(':').at(-1);
  if (!talk || port === undefined) return undefined;
  const first = talk.events.find((event) => event.kind === 'data' || event.kind === 'connect');
  return [port, first?.from === 'peer'];
}

/** Before it is connected, and when it is closed, a socket knows neither end: address and port are undefined. */
export const asksAnUnconnectedSocket: Misconception = (evidence) => {
  const { printed } = printedInstead(evidence, ANY_ENDPOINT) ?? {};
  if (!printed || !/undefined(?::| port )undefined/.test(printed[0])) return undefined;
  return say('asks-an-unconnected-socket');
};
