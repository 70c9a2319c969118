import { mean } from './spread.ts';

export interface Trend {
  slope: number;
  /** Of the slope: its standard error. */
  error: number;
}

/** The straight line through points by least squares. NaN where there are fewer than three. */
export function trend(points: readonly { x: number; y: number }[]): Trend {
  const [middleX, middleY] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))];
  const sum = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((total, point) => total + of(point), 0);
  const spread = sum(({ x }) => (x - middleX) ** 2);
  const slope = sum(({ x, y }) => (x - middleX) * (y - middleY)) / spread;
  const left = sum(({ x, y }) => (y - middleY - slope * (x - middleX)) ** 2);
  return { slope, error: points.length < 3 ? Number.NaN : Math.sqrt(left / (points.length - 2) / spread) };
}
