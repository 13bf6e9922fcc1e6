import { readHosts } from './hosts-file.ts';
import { ipv4Addresses } from './ipv4-addresses.ts';

/** More names show nothing more. */
const MOST_NAMES = 4;

/**
 * A few names that this machine knows by itself, without DNS: of its hosts file, and with an IPv4 address. Those that have
 * an IPv6 address as well stand first. Where the hosts file has no such name there is none.
 */
export async function knownNames(): Promise<string[]> {
  const hosts = readHosts().toSorted((a, b) => b.families.size - a.families.size);
  const known: string[] = [];
  for (const { name, families } of hosts) {
    if (known.length === MOST_NAMES) break;
    if (families.has(4) && (await ipv4Addresses(name)).length > 0) known.push(name);
  }
  return known;
}
