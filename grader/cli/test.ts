import { fileURLToPath } from 'node:url';
import { testCommand } from '../pipeline/test-command.ts';

process.exitCode = await testCommand(process.argv.slice(2), fileURLToPath(new URL('../..', import.meta.url)));
