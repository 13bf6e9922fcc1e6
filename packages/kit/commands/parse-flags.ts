import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageFault } from './usage-error.ts';

/**
 * Reads the flags of a command, by Node's `util.parseArgs`. `--` alone counts for nothing: other package managers want it before
 * the flags of a script.
 * @param command as it is typed: `pnpm quiz`
 * @throws UsageFault with what is wrong, and how to see what there is
 */
export function parseFlags<T extends ParseArgsConfig>(command: string, args: readonly string[], config: T) {
  try {
    return parseArgs<T>({ ...config, args: args.filter((arg) => arg !== '--') });
  } catch (error) {
    const [fault] = (error as Error).message.split('. ');
    throw new UsageFault(`${fault?.replace(/\.$/, '')}. "${command} --help" says what there is.`);
  }
}
