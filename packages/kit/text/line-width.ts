/** How many columns a line of text may have: those of the terminal, but no more than are easy to read. */
export function lineWidth(): number {
  return Math.min(process.stdout.columns ?? 100, 100);
}
