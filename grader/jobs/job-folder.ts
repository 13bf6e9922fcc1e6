import { createHash } from 'node:crypto';

/**
 * A job's folder and package name: a readable part of the topic and the id, and a hash that makes it unique. Safe on
 * every file system (no case, no device name, no more than 70 characters) whatever the id is.
 */
export function jobFolder(kind: 'grade' | 'catalog', topic: string, id: string): string {
  const hash = createHash('sha256').update(`${topic}\n${id}`).digest('hex').slice(0, 12);
  const readable = id
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replaceAll(/^-+|-+$/g, '');
  return [kind, readable, hash].filter(Boolean).join('-');
}
