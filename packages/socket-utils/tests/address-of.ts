import { ipv4Addresses } from '@socket-lab/kit/expect/names/names';

/** The address that a program has to find for a name. */
export interface KnownAddress {
  /** The whole of it: whichever the resolver gives, for it may give several; an IPv4 address is right in its IPv6 form, too. */
  pattern: RegExp;
  /** One of them, for the words of a failure. */
  words: string;
}

/** What the system's resolver says of a name, in the suite's own process; `undefined` when it does not know the name. */
export async function addressOf(name: string): Promise<KnownAddress | undefined> {
  const [first, ...others] = await ipv4Addresses(name);
  if (first === undefined) return undefined;
  const all = [first, ...others].map((address) => address.replaceAll('.', '\\.'));
  return { pattern: new RegExp(`^(?:::ffff:)?(?:${all.join('|')})$`), words: first };
}
