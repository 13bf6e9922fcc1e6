import { fileURLToPath } from 'node:url';
import { breakOffSignal } from '../prove/break-off.ts';
import { proveProject } from '../prove/project/prove-project.ts';
import { STEPS } from '../prove/project/steps.ts';

process.exitCode = await proveProject(STEPS, fileURLToPath(new URL('../..', import.meta.url)), breakOffSignal());
