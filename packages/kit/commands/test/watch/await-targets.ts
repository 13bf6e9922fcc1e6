import { targetsGiven } from './targets-given.ts';

// vitest runs this before it loads each suite (`setupFiles`), every time anew.
await targetsGiven();
