/** The value below which the share `q` (0 to 1) of the numbers lies, linearly between neighbours. NaN for none. */
export function quantile(numbers: readonly number[], q: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const place = q * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

export function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** `12.3 s (11.8–13.0)`: a figure and the lowest and highest of those it was made from. */
export function spread(figure: number, of: readonly number[], unit: string, digits: number): string {
  const [low, high] = [Math.min(...of), Math.max(...of)].map((number) => number.toFixed(digits));
  return `${figure.toFixed(digits)} ${unit} (${low}–${high})`;
}
