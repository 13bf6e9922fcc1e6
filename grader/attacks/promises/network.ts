import type { ProgramAttack } from '../attack.ts';
import { reachedTheHost } from '../evidence.ts';
import { sendsTo } from '../program-parts.ts';
import { lanAddress } from '../world/world.ts';

const REACHES = { stoppedBy: { bubblewrap: 'own network namespace' }, evidence: reachedTheHost };

export const attacks: Record<string, ProgramAttack> = {
  'connects-to-a-service-of-the-host': {
    tries: 'connects to a service of the host on 127.0.0.1',
    ...REACHES,
    program: ({ ports, token }) => sendsTo({ host: '127.0.0.1', port: ports.tcp }, token),
  },
  'connects-to-the-host-over-ipv6': {
    tries: 'connects to a service of the host on ::1',
    ...REACHES,
    program: ({ ports, token }) => sendsTo({ host: '::1', port: ports.tcp6 }, token),
  },
  'connects-to-the-lan': {
    tries: 'connects to an address in the local network',
    ...REACHES,
    impossible: () => (lanAddress() ? undefined : 'this machine has no address but 127.0.0.1'),
    program: ({ ports, token }) => sendsTo({ host: lanAddress(), port: ports.lan }, token),
  },
  'connects-to-an-abstract-socket': {
    tries: 'connects to an abstract Unix socket, which has no file',
    ...REACHES,
    program: ({ sockets, token }) => sendsTo(sockets.abstract, token),
  },
  'sends-a-datagram-to-the-host': {
    tries: 'tells a name server of its own what it found',
    ...REACHES,
    program: ({ ports, token }) => `
import { Resolver } from 'node:dns/promises';
const resolver = new Resolver({ timeout: 200, tries: 1 });
resolver.setServers(['127.0.0.1:${ports.udp}']);
await resolver.resolve4('${token}.example').catch((error) => console.log(error.code));
`,
  },
};
