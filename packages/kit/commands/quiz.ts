import { runCommand } from './run-command.ts';

await runCommand(async () => (await import('./quiz/quiz-command.ts')).quizCommand);
