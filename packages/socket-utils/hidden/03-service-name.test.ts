import { CheckFailure, check, expectPortFlag, expectUsage } from '@socket-lab/kit';
import type { Service } from '@socket-lab/kit/expect/names/services';
import { type Asked, expectNoService, expectService, flagsOf, knownAt, SERVICES } from '../tests/services.ts';
import { say } from './messages.ts';

const program = '03-service-name';
const { known, isUnknown } = SERVICES;

/** So many ports, spread over the whole database, stand for all of them: each costs a launch. */
const SAMPLE = 8;

check(
  'tells tcp from udp',
  {
    program,
    gap: 1,
    points: 4,
    needs: 'names the service of a port and a protocol',
    hint: 'One number can belong to two services, one of TCP and one of UDP. dns.lookupService knows only those of TCP.',
  },
  async ({ start }) => {
    for (const service of namesakes().slice(0, 6)) {
      await expectService(await start('03-service-name', { args: flagsOf(service) }), service);
    }
  },
);

check(
  'gives the name, and neither another name nor the comment',
  {
    program,
    gap: 1,
    points: 3,
    needs: 'names the service of a port and a protocol',
    hint: 'What stands behind PORT/PROTOCOL are other names, and behind "#" is a comment. The name stands first.',
  },
  async ({ start }) => {
    // The lowest ports have odd other names (9/tcp is also called "null"), which would puzzle who reads them here.
    const wellTold = known.filter(({ port }) => port >= 22);
    const services = [
      wellTold.find(({ aliases, isCommented }) => aliases.length === 0 && isCommented),
      wellTold.find(({ aliases, isCommented }) => aliases.length > 0 && !isCommented),
      wellTold.find(({ aliases, isCommented }) => aliases.length > 0 && isCommented),
    ];
    for (const service of services.filter((each) => each !== undefined)) {
      await expectService(await start('03-service-name', { args: flagsOf(service) }), service);
    }
  },
);

check(
  'takes --port alone for a port of tcp',
  {
    program,
    gap: 1,
    points: 2,
    needs: 'names the service of a port and a protocol',
    hint: 'Without --protocol the question is about TCP, and only about TCP.',
  },
  async ({ start }) => {
    const service = namesakes().find(({ protocol }) => protocol === 'tcp') ?? knownAt(25, 'tcp');
    if (!service) return;
    const running = await start('03-service-name', { args: ['--port', `${service.port}`] });
    await expectService(running, service);
    await running.exits(0);
    const [ofUdp] = /Protocol udp.*/.exec(running.stdout.text()) ?? [];
    if (ofUdp === undefined) return;
    throw new CheckFailure(say('answered-for-udp-too'), {
      kind: 'words',
      expected: say('one-answer-for-tcp'),
      received: say('as-well', { ofUdp }),
    });
  },
);

check(
  'knows the whole database',
  {
    program,
    gap: 1,
    points: 3,
    needs: 'names the service of a port and a protocol',
    hint: 'The database has hundreds of lines, in no particular order, with ports up to 65535. Is each of them looked at?',
  },
  async ({ start }) => {
    const byPort = known.toSorted((a, b) => a.port - b.port);
    const step = Math.max(1, Math.floor(byPort.length / SAMPLE));
    for (const service of byPort.filter((_, index) => (byPort.length - 1 - index) % step === 0)) {
      await expectService(await start('03-service-name', { args: flagsOf(service) }), service);
    }
  },
);

check(
  'takes no other port for the one that was asked for',
  {
    program,
    gap: 2,
    points: 3,
    needs: 'says that a port has no service, and ends with 1',
    hint: 'Gap 1 has found a line of another port or protocol, so gap 2 was not reached. Compare all the digits, and the protocol; a part of a line is no port.',
  },
  async ({ start }) => {
    const asked = [
      portFrom(1, (port, other) => other.endsWith(port)),
      portFrom(10, (port, other) => other.startsWith(port)),
      known.map(({ port, protocol }) => ({ port, protocol: otherOf(protocol) })).find(isFree),
    ];
    for (const each of asked.filter((one) => one !== undefined)) {
      await expectNoService(await start('03-service-name', { args: flagsOf(each) }), each);
    }
  },
);

// The command line, which the starter has already

check(
  'refuses an unknown flag with its usage',
  {
    program,
    points: 1,
    needs: 'names the service of a port and a protocol',
    hint: 'parseArgs throws for a flag it does not know: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start }) => {
    await expectUsage(await start('03-service-name', { args: ['--port=25', '--colour=blue'] }));
  },
);

check(
  'refuses what is no port, with its usage',
  {
    program,
    points: 1,
    needs: 'names the service of a port and a protocol',
    hint: 'A port is a whole number from 0 to 65535, and nothing behind it: keep the test of the starter.',
  },
  async ({ start }) => {
    await expectPortFlag((port) => start('03-service-name', { args: [`--port=${port}`, '--protocol=tcp'] }));
  },
);

function otherOf(protocol: string): string {
  return protocol === 'tcp' ? 'udp' : 'tcp';
}

/** The services of ports below 1024 that have another name with the other protocol; those of the highest ports first. */
function namesakes(): Service[] {
  const differs = ({ name, port, protocol }: Service) => {
    const other = knownAt(port, otherOf(protocol));
    return other !== undefined && other.name !== name;
  };
  return known.filter((service) => service.port < 1024 && differs(service)).toSorted((a, b) => b.port - a.port);
}

function isFree({ port, protocol }: Asked): boolean {
  return isUnknown(port, protocol);
}

/** The first port of TCP, from `least` up, that has no service, and whose digits stand so in those of a port that has one. */
function portFrom(least: number, isAlike: (port: string, other: string) => boolean): Asked | undefined {
  const others = known.filter(({ protocol }) => protocol === 'tcp').map(({ port }) => `${port}`);
  for (let port = least; port <= 65_535; port++) {
    if (isUnknown(port, 'tcp') && others.some((other) => other !== `${port}` && isAlike(`${port}`, other))) {
      return { port, protocol: 'tcp' };
    }
  }
  return undefined;
}
