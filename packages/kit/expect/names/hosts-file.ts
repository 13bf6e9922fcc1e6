import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';

/** Where the hosts file is on Windows: below SystemRoot. Elsewhere it is /etc/hosts (hosts(5)). */
const WINDOWS_HOSTS = '\\System32\\drivers\\etc\\hosts';

/** Who blocks advertisements by the hosts file has a hundred thousand lines of them; the machine's own names stand first. */
const MOST_LINES = 500;

/** A name of the hosts file, and the families of the addresses that its lines give it. */
export interface HostsName {
  name: string;
  families: Set<4 | 6>;
}

/** The names of a hosts file, in its order, each once. */
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

/** The names of this machine's hosts file; none when there is no such file. */
export function readHosts(): HostsName[] {
  const path = process.platform === 'win32' ? `${process.env.SystemRoot}${WINDOWS_HOSTS}` : '/etc/hosts';
  try {
    return parseHosts(readFileSync(path, 'utf8'));
  } catch {
    return [];
  }
}
