/**
 * The share of flips below which the true one lies, with the given confidence, when so many of `trials` flipped: one-sided, by
 * Clopper and Pearson (Biometrika 26, 1934). With none it is about 3 in `trials`. 1 when nothing was tried.
 */
export function upperBound(flips: number, trials: number, confidence = 0.95): number {
  if (flips >= trials) return 1;
  let [low, high] = [flips / trials, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (atMost(flips, trials, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return high;
}

/** How likely at most `flips` of `trials` are when each is as likely as `share`: the binomial distribution, summed in logarithms. */
function atMost(flips: number, trials: number, share: number): number {
  let [term, sum] = [trials * Math.log1p(-share), 0];
  for (let count = 0; count <= flips; count++) {
    sum += Math.exp(term);
    term += Math.log((trials - count) / (count + 1)) + Math.log(share) - Math.log1p(-share);
  }
  return sum;
}
