import { fileURLToPath } from 'node:url';

/** A command of the course: returns its exit code. */
type Command = (args: string[], courseDirectory: string) => Promise<number>;

const COURSE = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Runs a command with what was typed behind it. pnpm installs what is missing before it starts one; for who types `node`, a package
 * that is not there is a line that says so.
 * @param load imports the command, only now: an import at the head of a file fails before anything can be said
 */
export async function runCommand(load: () => Promise<Command>): Promise<void> {
  try {
    const command = await load();
    process.exitCode = await command(process.argv.slice(2), COURSE);
  } catch (error) {
    const missing = missingPackage(error);
    if (missing === undefined) throw error;
    console.error(`The package ${missing} is not installed. In the folder of the course, run: pnpm install`);
    process.exitCode = 2;
  }
}

/** As Node words it: `Cannot find package 'yaml' imported from …`; a file of ours that is missing is another fault. */
export function missingPackage(error: unknown): string | undefined {
  const { code, message = '' } = error as NodeJS.ErrnoException;
  if (code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  return /^Cannot find package '([^']+)'/.exec(message)?.[1];
}
