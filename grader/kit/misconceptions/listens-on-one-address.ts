import type { Misconception } from './evidence.ts';

/** Nothing listened where the check asked, and afterwards something did on another address of this machine. */
export const listensOnOneAddress: Misconception = ({ wire }) => {
  const refused = wire.findLast((event) => event.kind === 'refused' && event.code === 'ECONNREFUSED');
  const asked = wire.find((event) => event.kind === 'connect' && event.conversation === refused?.conversation);
  const tried = wire.find((event) => event.kind === 'note' && event.afterthought === 'another address');
  const found = wire.find((event) => event.kind === 'connect' && event.conversation === tried?.conversation);
  if (asked?.kind !== 'connect' || found?.kind !== 'connect' || asked.from !== 'peer') return undefined;
  const [there, here] = [asked.address, found.address].map((address) => address.replace(/:\d+$/, ''));
  return `It looks as if the server does not listen on all addresses, because ${here} took a connection, and ${there} refused one on the same port.`;
};
