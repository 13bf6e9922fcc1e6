const MINUTE = 60_000; // ms
const UNITS: readonly (readonly [ms: number, one: string, many: string])[] = [
  [24 * 60 * MINUTE, 'day', 'days'],
  [60 * MINUTE, 'hour', 'hours'],
  [MINUTE, 'minute', 'minutes'],
];

/** How long ago something was, for people: `just now`, `5 minutes ago`, `3 days ago`. */
export function ago(then: string, now: Date): string {
  const passed = now.getTime() - Date.parse(then);
  const unit = UNITS.find(([ms]) => passed >= ms);
  if (!unit) return 'just now'; // or a clock that was put back
  const [ms, one, many] = unit;
  const number = Math.floor(passed / ms);
  return `${number} ${number === 1 ? one : many} ago`;
}
