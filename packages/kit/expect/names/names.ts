import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { isMachineError } from '../../failure/machine-error.ts';

/** More names show nothing more. */
const MOST_NAMES = 4;

/** Names with an IPv4 address that this machine knows without DNS, those with an IPv6 address first; often none. */
export async function knownNames(): Promise<string[]> {
  const hosts = readHosts().toSorted((a, b) => b.families.size - a.families.size);
  const known: string[] = [];
  for (const { name, families } of hosts) {
    if (known.length === MOST_NAMES) break;
    if (families.has(4) && (await ipv4Addresses(name)).length > 0) known.push(name);
  }
  return known;
}

/**
 * Names that no resolver should know, in the order of preference. Nothing is ever registered below `invalid` (RFC 6761
 * §6.4); but some networks answer every question, and then a name that fits into no question is left: a label has at most
 * 63 bytes (RFC 1035 §2.3.4).
 */
const CANDIDATES = ['no-such-name.invalid', 'neither-this-one.invalid', 'x'.repeat(64), 'y'.repeat(64)];
let found: Promise<[string, string]> | undefined;

/** Two names that the system's resolver does not know. Throws when it has an address for everything. */
export function unknownNames(): Promise<[string, string]> {
  found ??= findUnknownNames();
  return found;
}

async function findUnknownNames(): Promise<[string, string]> {
  const unknown: string[] = [];
  for (const name of CANDIDATES) {
    if ((await ipv4Addresses(name)).length === 0) unknown.push(name);
    const [first, second] = unknown;
    if (first !== undefined && second !== undefined) return [first, second];
  }
  throw new Error('The resolver of this machine has an address for every name, even for "no-such-name.invalid".');
}

/** The IPv4 addresses that the system's resolver gives for a name (getaddrinfo(3)): each is a right answer. */
export async function ipv4Addresses(name: string): Promise<string[]> {
  try {
    const found = await lookup(name, { family: 4, all: true });
    return [...new Set(found.map(({ address }) => address))];
  } catch (error) {
    if (isMachineError(error)) throw error;
    return [];
  }
}

/** Where the hosts file is on Windows: below SystemRoot. Elsewhere it is /etc/hosts (hosts(5)). */
const WINDOWS_HOSTS = '\\System32\\drivers\\etc\\hosts';
/** Who blocks advertisements by the hosts file has a hundred thousand lines of them; the machine's own names stand first. */
const MOST_LINES = 500;

/** A name of the hosts file, and the families of the addresses that its lines give it. */
interface HostsName {
  name: string;
  families: Set<4 | 6>;
}

export function parseHosts(text: string): HostsName[] {
  const names = new Map<string, HostsName>();
  for (const line of text.split('\n').slice(0, MOST_LINES)) {
    const [address = '', ...all] = line.replace(/#.*/, '').trim().split(/\s+/);
    const family = isIP(address);
    if (family === 0) continue;
    for (const name of all) {
      const known = names.get(name.toLowerCase()) ?? { name, families: new Set() };
      known.families.add(family === 4 ? 4 : 6);
      names.set(name.toLowerCase(), known);
    }
  }
  return [...names.values()];
}

function readHosts(): HostsName[] {
  const path = process.platform === 'win32' ? `${process.env.SystemRoot}${WINDOWS_HOSTS}` : '/etc/hosts';
  try {
    return parseHosts(readFileSync(path, 'utf8'));
  } catch (error) {
    if (isMachineError(error)) throw error;
    return [];
  }
}

/** The name of this machine, as `os.hostname()` gives it. It need not be known to the resolver. */
export function machineName(): string {
  return hostname();
}
