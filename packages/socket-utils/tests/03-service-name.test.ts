import { check, expectSuccess } from '@socket-lab/kit';
import type { Service } from '@socket-lab/kit/expect/names/services';
import { expectNoService, expectService, flagsOf, knownAt, SERVICES } from './services.ts';

const program = '03-service-name';

check(
  'names the service of a port and a protocol',
  {
    program,
    gap: 1,
    points: 6,
    hint: 'A line of the database has a name, then blanks or tabs, then PORT/PROTOCOL. Print "Protocol PROTOCOL, port PORT => name [NAME]".',
    strongerHint:
      'Take the text apart line by line; of each line, drop what follows "#", and split the rest at /\\s+/, which is blanks and tabs alike. The second word is a text such as "25/tcp": compare it as a whole, then return the first. `tell` prints the line.',
  },
  async ({ start }) => {
    for (const service of plainServices()) {
      await expectService(await start('03-service-name', { args: flagsOf(service) }), service);
    }
  },
);

check(
  'says that a port has no service, and ends with 1',
  {
    program,
    gap: 2,
    points: 5,
    hint: 'Most ports have no line in the database: then gap 1 returns `undefined`, and gap 2 says "no service" and sets the exit code to 1.',
    strongerHint:
      'When the loop of gap 1 has found nothing, `return undefined`: `tell` then calls `complain`. There, console.error prints the line, and process.exitCode is set. dns.lookupService is no help: for such a port it gives the number back, as if it were a name.',
  },
  async ({ start }) => {
    const unknown = { port: unknownPort(), protocol: 'tcp' };
    await expectNoService(await start('03-service-name', { args: flagsOf(unknown) }), unknown);
  },
);

check(
  'names port 25 of tcp and port 53 of udp when nothing is asked',
  {
    program,
    gap: 3,
    points: 4,
    needs: 'names the service of a port and a protocol',
    hint: 'Without --port there are two lines to print: one for 25/tcp, one for 53/udp.',
    strongerHint:
      '`tell(protocol, port)` answers one question and comes back: call it once for each of the two, tcp first. `port` is `undefined` here, so take nothing from the flags; and nothing may end the program after the first line.',
  },
  async ({ start }) => {
    const running = await start('03-service-name', { args: [] });
    for (const service of [knownAt(25, 'tcp'), knownAt(53, 'udp')]) {
      if (service) await expectService(running, service);
    }
  },
);

check(
  'ends by itself, and prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'names the service of a port and a protocol',
    hint: 'Nothing may stay open that keeps the program running; stderr is for what went wrong.',
    strongerHint:
      'The database is read with readFileSync, which leaves nothing open. What stays is a timer: a setInterval, or a setTimeout without its clearTimeout. console.error and console.warn write on stderr; console.log does not.',
  },
  async ({ start }) => {
    for (const service of plainServices()) {
      await expectSuccess(await start('03-service-name', { args: flagsOf(service) }));
    }
  },
);

/** The first service of TCP and the first of UDP with neither aliases nor a comment behind, and no namesake of another name. */
function plainServices(): Service[] {
  return ['tcp', 'udp'].flatMap((protocol) => {
    const plain = SERVICES.known.find((service) => {
      const { name, port, aliases, isCommented } = service;
      const other = knownAt(port, protocol === 'tcp' ? 'udp' : 'tcp');
      return service.protocol === protocol && aliases.length === 0 && !isCommented && other?.name === name;
    });
    return plain ?? [];
  });
}

/** The highest port that neither TCP nor UDP has a service for. */
function unknownPort(): number {
  let port = 65_535;
  while (!(SERVICES.isUnknown(port, 'tcp') && SERVICES.isUnknown(port, 'udp'))) port -= 1;
  return port;
}
