import { runCommand } from './run-command.ts';

await runCommand(async () => (await import('./try/try-command.ts')).tryCommand);
