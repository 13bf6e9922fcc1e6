import { comparedBytes, type Misconception } from './evidence.ts';

const HIGHEST_BIT = 0x80;

/** Node's encoding 'ascii' drops the highest bit of each byte when it decodes (nodejs.org/api/buffer.html). */
export const decodesAsAscii: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.expected.every((byte) => byte < HIGHEST_BIT)) return undefined;
  const { expected, received } = bytes;
  if (expected.length !== received.length) return undefined;
  if (!received.every((byte, index) => byte === (expected[index] ?? 0) % HIGHEST_BIT)) return undefined;
  return "It looks as if the bytes are decoded as 'ascii', because each came with its highest bit lost, and nothing else differs.";
};
