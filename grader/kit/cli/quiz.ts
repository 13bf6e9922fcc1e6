import { fileURLToPath } from 'node:url';
import { quizCommand } from '../quiz/quiz-command.ts';

process.exitCode = await quizCommand(process.argv.slice(2), fileURLToPath(new URL('../../..', import.meta.url)));
