import { runCommand } from './run-command.ts';

await runCommand(async () => (await import('./summary/summary-command.ts')).summaryCommand);
