/**
 * The field type, the length, and 24 bytes: the last field of a packet without a MAC has at least 28 bytes (RFC 7822
 * §3).
 */
const LEAST_BYTES = 28;

/**
 * An extension field, as it may stand behind the 48 bytes of a packet (RFC 7822 §3).
 * @param type the field type, of 16 bits
 * @param value padded with NUL to a multiple of 4 bytes, and to the least size of a last field
 */
export function extensionField(type: number, value: Uint8Array): Buffer {
  const length = Math.max(LEAST_BYTES, 4 + Math.ceil(value.length / 4) * 4);
  const bytes = Buffer.alloc(length);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(length, 2);
  bytes.set(value, 4);
  return bytes;
}
