import { lookup } from 'node:dns/promises';

/**
 * The IPv4 addresses that the system's resolver gives for a name (getaddrinfo(3)): each is a right answer.
 * @returns none when it knows no such name, or none of this family
 */
export async function ipv4Addresses(name: string): Promise<string[]> {
  try {
    const found = await lookup(name, { family: 4, all: true });
    return [...new Set(found.map(({ address }) => address))];
  } catch {
    return [];
  }
}
