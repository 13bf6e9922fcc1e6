import { createRequire } from 'node:module';
import { UsageError } from '@socket-lab/kit/text/usage-error';

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'darwin', linux: 'linux', win32: 'windows' };

/**
 * The path of turbo's own binary. The script in node_modules/.bin would put one more Node process between turbo and us.
 * @throws UsageError when it is not installed for this machine
 */
export function findTurbo(): string {
  const platform = PLATFORMS[process.platform] ?? process.platform;
  const architecture = process.arch === 'x64' ? '64' : process.arch;
  const file = `@turbo/${platform}-${architecture}/bin/turbo${process.platform === 'win32' ? '.exe' : ''}`;
  try {
    const { resolve } = createRequire(createRequire(import.meta.url).resolve('turbo/package.json'));
    return resolve(file);
  } catch {
    throw new UsageError(`turbo has no ${file} here. Run "npx -y pnpm@12 install".`);
  }
}
