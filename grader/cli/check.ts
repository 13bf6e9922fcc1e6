import { fileURLToPath } from 'node:url';
import { checkCommand } from '../prove/check-command.ts';

process.exitCode = await checkCommand(process.argv.slice(2), fileURLToPath(new URL('../..', import.meta.url)));
