import type { WireEvent } from '../../wire/types.ts';
import type { Misconception } from './evidence.ts';

/** Nothing listened where the check asked, and afterwards something did on another address of this machine. */
export const listensOnOneAddress: Misconception = ({ wire, programs }) => {
  const refused = wire.find((event) => event.kind === 'refused' && event.code === 'ECONNREFUSED');
  const tried = wire.find((event) => event.kind === 'note' && event.afterthought === 'another address');
  const there = hostOf(wire, refused);
  const here = hostOf(wire, tried);
  if (there === undefined || here === undefined) return undefined;
  const isGiven = / --host[ =]/.test(programs.at(-1)?.command ?? '');
  const how = isGiven ? 'listens on another address than the one it was given' : 'does not listen on all addresses';
  return `It looks as if the server ${how}, because ${here} took a connection, and ${there} refused one on the same port.`;
};

/** Where the peer of this event had connected to, without the port. */
function hostOf(wire: readonly WireEvent[], of: WireEvent | undefined): string | undefined {
  const connect = wire.find((event) => event.kind === 'connect' && event.conversation === of?.conversation);
  return connect?.kind === 'connect' && connect.from === 'peer' ? connect.address.replace(/:\d+$/, '') : undefined;
}
