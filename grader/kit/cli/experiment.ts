import { fileURLToPath } from 'node:url';
import { experimentCommand } from '../experiment/experiment-command.ts';

process.exitCode = await experimentCommand(process.argv.slice(2), fileURLToPath(new URL('../../..', import.meta.url)));
