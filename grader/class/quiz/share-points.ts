/**
 * Shares points among parts that count alike, in hundredths of a point, so that they add up exactly. What cannot be divided
 * goes to the first ones, a hundredth each: 10 points for 8 parts are 1.25 each, for 7 parts six times 1.43 and once 1.42.
 */
export function sharePoints(points: number, parts: number): number[] {
  const hundredths = Math.round(points * 100);
  const each = Math.floor(hundredths / parts);
  const rest = hundredths - each * parts;
  return Array.from({ length: parts }, (_, index) => (each + (index < rest ? 1 : 0)) / 100);
}
