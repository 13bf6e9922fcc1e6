import { isIPv4 } from 'node:net';

const GROUPS = 8;

/**
 * An IP address as it stands in a packet: 4 bytes, or 16.
 * @param address as Node has it, without a zone (RFC 4291 §2.2 for IPv6)
 */
export function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const [front = '', back] = address.split('::');
  const [before, after] = [groups(front), groups(back ?? '')];
  const zeros = back === undefined ? 0 : GROUPS - before.length - after.length;
  const bytes = Buffer.alloc(GROUPS * 2);
  [...before, ...Array(zeros).fill(0), ...after].forEach((group, index) => {
    bytes.writeUInt16BE(group, index * 2);
  });
  return bytes;
}

/** The last 32 bits may be written as an IPv4 address: `64:ff9b::192.0.2.33`. */
function groups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!isIPv4(group)) return [Number.parseInt(group, 16)];
    const bytes = addressBytes(group);
    return [bytes.readUInt16BE(0), bytes.readUInt16BE(2)];
  });
}
