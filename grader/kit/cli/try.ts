import { fileURLToPath } from 'node:url';
import { tryCommand } from '../try/try-command.ts';

process.exitCode = await tryCommand(process.argv.slice(2), fileURLToPath(new URL('../../..', import.meta.url)));
