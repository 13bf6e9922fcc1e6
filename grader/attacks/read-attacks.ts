import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Attack } from './attack.ts';

/** The folders with an attack in each file. No list names the attacks. */
const FOLDERS = ['reach', 'change', 'exhaust', 'cheat', 'collect', 'stage'];

/** Every attack by its name, which is its file's, in the order of the folders. */
export async function readAttacks(): Promise<Map<string, Attack>> {
  const attacks = new Map<string, Attack>();
  for (const folder of FOLDERS) {
    const directory = fileURLToPath(new URL(folder, import.meta.url));
    const files = readdirSync(directory).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
    for (const file of files.sort()) {
      const { attack } = (await import(pathToFileURL(join(directory, file)).href)) as { attack: Attack };
      attacks.set(file.slice(0, -'.ts'.length), attack);
    }
  }
  return attacks;
}
