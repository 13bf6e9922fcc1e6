import { createRequire } from 'node:module';

/** esbuild's own variable for another place of its program: a job of root's has one where it may start it. */
export const ESBUILD_VARIABLE = 'ESBUILD_BINARY_PATH';

/**
 * Where esbuild's own program is: it is run as such, since its JavaScript takes longer to load than a submission to compile.
 * @throws Error when it is not installed for this machine
 */
export function esbuildPath(): string {
  const told = process.env[ESBUILD_VARIABLE];
  if (told) return told;
  const fromHere = createRequire(import.meta.url);
  const fromEsbuild = createRequire(fromHere.resolve('esbuild'));
  const name = `@esbuild/${process.platform}-${process.arch}`; // as esbuild itself names them
  return fromEsbuild.resolve(process.platform === 'win32' ? `${name}/esbuild.exe` : `${name}/bin/esbuild`);
}
