/** A line of a services database (services(5)): `smtp 25/tcp mail # Simple Mail Transfer`. */
export interface Service {
  name: string;
  port: number;
  /** `tcp`, `udp`; a database may have others as well. */
  protocol: string;
  aliases: string[];
  /** A comment stands behind it. */
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

/** The first service of a port, as getservbyport(3) finds it. */
export function serviceAt(services: readonly Service[], port: number, protocol: string): Service | undefined {
  return services.find((service) => service.port === port && service.protocol === protocol);
}
