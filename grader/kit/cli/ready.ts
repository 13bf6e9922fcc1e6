import { fileURLToPath } from 'node:url';
import { readyCommand } from '../ready/ready-command.ts';

process.exitCode = await readyCommand(process.argv.slice(2), fileURLToPath(new URL('../../..', import.meta.url)));
