import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What every job finds in its hosts file beside the machine's own lines: a name of both families, whose IPv6 address stands
 * first, and one of IPv4 alone. Names below `test` are nobody's (RFC 6761 §6.2).
 */
const OWN_NAMES = ['::1 both.socket-lab.test', '127.0.0.4 both.socket-lab.test', '127.0.0.5 four.socket-lab.test'];

/**
 * Writes the databases of a job: hosts(5) with names of ours, and services(5) as the topic brings it, if it does. So what a
 * job finds of names hangs less on the machine. A file that this machine has not is left out: there is no place for it.
 * @param folder where they are written, absolute
 * @param topicDirectory whose `services.txt` is taken
 * @returns by the path at which the job is to find it, the file, absolute
 */
export function writeOwnDatabases(folder: string, topicDirectory: string): Map<string, string> {
  const services = join(topicDirectory, 'services.txt');
  const texts = new Map([['/etc/hosts', hostsWithOurs]]);
  if (existsSync(services)) texts.set('/etc/services', () => readFileSync(services, 'utf8'));
  const databases = new Map<string, string>();
  for (const [path, text] of texts) {
    if (!existsSync(path)) continue;
    const file = join(folder, path.slice('/etc/'.length));
    writeFileSync(file, text());
    chmodSync(file, 0o644); // whatever the umask is: programs read it as another user
    databases.set(path, file);
  }
  return databases;
}

function hostsWithOurs(): string {
  return `${readFileSync('/etc/hosts', 'utf8').trimEnd()}\n${OWN_NAMES.join('\n')}\n`;
}
