import { fileURLToPath } from 'node:url';
import { attacksCommand } from '../attacks/attacks-command.ts';

process.exitCode = await attacksCommand(process.argv.slice(2), fileURLToPath(new URL('../..', import.meta.url)));
