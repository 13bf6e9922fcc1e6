import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Names in every job's hosts file: of both families, IPv6 first, and of IPv4. `test` is nobody's (RFC 6761 §6.2). Of IPv6 a job can
 * reach ::1 alone, and getaddrinfo(3) puts first what can be reached (RFC 6724 §6, rule 1).
 */
const OWN_NAMES = ['::1 both.socket-lab.test', '127.0.0.4 both.socket-lab.test', '127.0.0.5 four.socket-lab.test'];
/** Without it glibc takes the first line of a name alone (host.conf(5)). */
const ALL_LINES_OF_A_NAME = 'multi on\n';

/**
 * Writes a job's hosts(5), with names of ours, its host.conf(5), and the topic's services(5), so that names depend less on the machine. What this
 * machine has not is left out: there is no place for it. @returns the written file by the path at which the job finds it
 */
export function writeOwnDatabases(folder: string, topicDirectory: string): Map<string, string> {
  const services = join(topicDirectory, 'services.txt');
  const texts = new Map([
    ['/etc/hosts', hostsWithOurs],
    ['/etc/host.conf', () => ALL_LINES_OF_A_NAME],
  ]);
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

const hostsWithOurs = (): string => `${readFileSync('/etc/hosts', 'utf8').trimEnd()}\n${OWN_NAMES.join('\n')}\n`;
