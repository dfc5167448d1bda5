import type { Wins } from './bradley-terry.ts';

/**
 * Standard errors of Bradley-Terry strengths from how sharply the likelihood falls off around them: the square roots of the diagonal of the
 * inverse information, for strengths with mean 0. Unlike drawing votes anew it says something where all votes agree. `fit` are the strengths
 * of these wins, in natural logarithms; `prior` the ties with an average player that they were fitted with, more than 0.
 */
export function standardErrors(wins: Wins, fit: readonly number[], prior: number): readonly number[] {
  const spread = (difference: number): number => 1 / (2 + Math.exp(difference) + Math.exp(-difference));
  const information = fit.map((strength, player) => {
    const row = fit.map((other, place) => {
      const met = (wins[player]?.[place] ?? 0) + (wins[place]?.[player] ?? 0);
      return place === player ? 0 : -met * spread(strength - other);
    });
    row[player] = prior * spread(strength) - row.reduce((sum, value) => sum + value, 0);
    return row;
  });
  const covariance = inverse(information);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const means = covariance.map(mean);
  const all = mean(means);
  return covariance.map((row, player) => Math.sqrt(Math.max(0, (row[player] ?? 0) - 2 * (means[player] ?? 0) + all)));
}

/** Of a symmetric matrix in which every diagonal outweighs its row: no pivots need to be sought. By Gauss and Jordan. */
function inverse(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const rows = matrix.map((row, place) => [...row, ...row.map((_, column) => Number(column === place))]);
  for (const [place, pivotRow] of rows.entries()) {
    const pivot = pivotRow[place] ?? 1;
    for (const [column, value] of pivotRow.entries()) pivotRow[column] = value / pivot;
    for (const [other, row] of rows.entries()) {
      const factor = row[place] ?? 0;
      if (other === place || factor === 0) continue;
      for (const [column, value] of pivotRow.entries()) row[column] = (row[column] ?? 0) - factor * value;
    }
  }
  return rows.map((row) => row.slice(matrix.length));
}
