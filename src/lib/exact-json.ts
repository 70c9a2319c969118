/**
 * JSON as it was meant: an integer beyond 2^53 comes out as the text of its digits instead of being rounded. Undefined for
 * what is no JSON.
 */
export function parseExactly(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown, context?: { source?: string }) => {
      if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
      const source = context?.source ?? '';
      return /^\d+$/.test(source) ? source : value;
    });
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
