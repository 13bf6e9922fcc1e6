import { fileURLToPath } from 'node:url';
import { summaryCommand } from '../summary/summary-command.ts';

process.exitCode = await summaryCommand(process.argv.slice(2), fileURLToPath(new URL('../../..', import.meta.url)));
