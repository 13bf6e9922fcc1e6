/** Whether somebody sits at a terminal that can be drawn on: keys can be asked for, lines written over. */
export function isInteractive(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true && process.env.TERM !== 'dumb';
}
