import { readdirSync } from 'node:fs';
import type { Attack } from './attack.ts';

const PROMISES = new URL('promises/', import.meta.url);

export async function readPromises(): Promise<Map<string, Record<string, Attack>>> {
  const promises = new Map<string, Record<string, Attack>>();
  for (const file of readdirSync(PROMISES).sort()) {
    const { attacks } = (await import(new URL(file, PROMISES).href)) as { attacks: Record<string, Attack> };
    promises.set(file, attacks);
  }
  return promises;
}

/** Every attack by its name. @throws Error when two have one name */
export async function readAttacks(): Promise<Map<string, Attack>> {
  const attacks = new Map<string, Attack>();
  for (const [file, table] of await readPromises()) {
    for (const [name, attack] of Object.entries(table)) {
      if (attacks.has(name))
        throw new Error(`${file}: there is another attack "${name}". Give this one a name of its own.`);
      attacks.set(name, attack);
    }
  }
  return attacks;
}
