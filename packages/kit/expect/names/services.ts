import { readFileSync } from 'node:fs';
import { isMachineError } from '../../failure/machine-error.ts';

/** Where the database is on Windows: below SystemRoot. Elsewhere it is /etc/services (services(5)). */
const WINDOWS_SERVICES = '\\System32\\drivers\\etc\\services';

/** On which ports a right program has one answer, whichever database it reads. */
interface GradedServices {
  /** Each port of TCP and UDP to which both databases give the same name: as the copy has it, in its order. */
  known: Service[];
  /** Neither database has a service there. */
  isUnknown(port: number, protocol: string): boolean;
}

/** What the machine's services database and the topic's copy say alike. Throws Error when they agree on nothing. */
export function gradedServices(copy: URL): GradedServices {
  const ours = parseServices(readFileSync(copy, 'utf8'));
  const graded = agreement(ours, machinesServices() ?? ours);
  if (graded.known.length > 0) return graded;
  throw new Error('The services database of this machine and the copy of the topic agree on no port.');
}

export function agreement(ours: readonly Service[], others: readonly Service[]): GradedServices {
  const known = ours.filter((service) => {
    const { name, port, protocol } = service;
    const isFirst = serviceAt(ours, port, protocol) === service;
    return isFirst && /^(tcp|udp)$/.test(protocol) && serviceAt(others, port, protocol)?.name === name;
  });
  const isUnknown = (port: number, protocol: string) =>
    [ours, others].every((services) => serviceAt(services, port, protocol) === undefined);
  return { known, isUnknown };
}

function machinesServices(): Service[] | undefined {
  const path = process.platform === 'win32' ? `${process.env.SystemRoot}${WINDOWS_SERVICES}` : '/etc/services';
  try {
    return parseServices(readFileSync(path, 'utf8'));
  } catch (error) {
    if (isMachineError(error)) throw error;
    return undefined;
  }
}

/** A line of a services database (services(5)): `smtp 25/tcp mail # Simple Mail Transfer`. */
export interface Service {
  name: string;
  port: number;
  /** `tcp`, `udp`; a database may have others as well. */
  protocol: string;
  aliases: string[];
  isCommented: boolean;
}

/** The services of a database in the form of services(5), in its order. What is no service is left out. */
export function parseServices(text: string): Service[] {
  return text.split('\n').flatMap((line) => {
    const [entry = ''] = line.split('#', 1);
    const [name, end = '', ...aliases] = entry.trim().split(/\s+/);
    const [, port, protocol] = /^(\d+)\/(\w+)$/.exec(end) ?? [];
    if (!name || port === undefined || protocol === undefined) return [];
    return [{ name, port: Number(port), protocol, aliases, isCommented: line.includes('#') }];
  });
}

export function serviceAt(services: readonly Service[], port: number, protocol: string): Service | undefined {
  return services.find((service) => service.port === port && service.protocol === protocol);
}
