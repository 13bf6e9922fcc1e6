import { createHash } from 'node:crypto';

/**
 * A value as JSON, with the SHA-256 of it inside. Turbo verifies nothing of what its cache on this disk gives back: a flipped bit
 * can make another mark of one, in a file that is still whole.
 */
export function seal(value: object): string {
  const plain = JSON.parse(JSON.stringify(value));
  return `${JSON.stringify({ ...plain, sha256: digest(plain) }, null, 2)}\n`;
}

/** What was sealed. @throws Error when a bit of it is not as it was written */
export function unseal(text: string): object {
  const { sha256, ...value } = JSON.parse(text);
  if (sha256 !== digest(value)) throw new Error('It is not as it was written.');
  return value;
}

const digest = (value: object): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
