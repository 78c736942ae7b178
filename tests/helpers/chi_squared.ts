/** Pearson's χ² test of counts against a law. */

/** The α of every test here: one in a million would fail by chance, were the seed not fixed. */
const ALPHA_DEVIATE = 4.753424; // the standard normal law's quantile at 1 − 10^−6

/** Cells that expect fewer are pooled with their neighbours, so that χ² has its law. */
const LEAST_EXPECTED = 20;

/** Counts of shape [n], and what a law expects in their place; the sums are the same. */
export interface Counts {
  readonly observed: ArrayLike<number>;
  readonly expected: ArrayLike<number>;
}

/**
 * How far counts are from a law, beside how far chance would take them.
 *
 * @returns χ², its degrees of freedom, and the value it surpasses by chance with α = 10^−6.
 */
export function chiSquared(counts: Counts): { chi2: number; freedom: number; critical: number } {
  const bins = pool(counts);
  const chi2 = bins.reduce((sum, [seen, wanted]) => sum + (seen - wanted) ** 2 / wanted, 0);
  const freedom = bins.length - 1;
  return { chi2, freedom, critical: criticalValue(freedom) };
}

/** Neighbours taken together until each bin expects enough; a small last one joins the one before. */
function pool({ observed, expected }: Counts): [number, number][] {
  const bins: [number, number][] = [];
  let open: [number, number] = [0, 0];
  for (let i = 0; i < observed.length; i++) {
    open = [open[0] + observed[i], open[1] + expected[i]];
    if (open[1] < LEAST_EXPECTED) continue;
    bins.push(open);
    open = [0, 0];
  }
  const last = bins.pop() ?? [0, 0];
  return [...bins, [last[0] + open[0], last[1] + open[1]]];
}

/** Wilson and Hilferty, "The distribution of chi-square", PNAS 17 (1931) 684: (χ²/k)^⅓ is normal. */
export function criticalValue(freedom: number, deviate = ALPHA_DEVIATE): number {
  const variance = 2 / (9 * freedom);
  return freedom * (1 - variance + deviate * Math.sqrt(variance)) ** 3;
}
