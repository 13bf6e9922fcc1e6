import { ipv4Addresses } from './ipv4-addresses.ts';

/**
 * Names that no resolver should know, in the order of preference. Nothing is ever registered below `invalid` (RFC 6761
 * §6.4); but some networks answer every question, and then a name that fits into no question is left: a label has at most
 * 63 bytes (RFC 1035 §2.3.4).
 */
const CANDIDATES = ['no-such-name.invalid', 'neither-this-one.invalid', 'x'.repeat(64), 'y'.repeat(64)];

let found: Promise<[string, string]> | undefined;

/**
 * Two names that the system's resolver does not know.
 * @throws Error when it has an address for everything
 */
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
