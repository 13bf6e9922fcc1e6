/**
 * The checksum of IP, TCP, UDP and ICMP: the ones' complement of the sum of all 16-bit words in ones' complement (RFC 1071 §1).
 * Over bytes that have their right checksum in them it is 0.
 * @param parts one after the other; all but the last of an even length
 */
export function internetChecksum(...parts: readonly Buffer[]): number {
  let sum = 0;
  for (const part of parts) {
    const even = part.length & ~1;
    for (let offset = 0; offset < even; offset += 2) sum += part.readUInt16BE(offset);
    if (even < part.length) sum += part.readUInt8(even) << 8; // a byte of zeros behind an odd last one
  }
  while (sum > 0xffff) sum = Math.floor(sum / 0x1_0000) + (sum & 0xffff); // the carries come back in below
  return ~sum & 0xffff;
}
