import { ProviderFailure } from '../../failure.ts';

/** What the engine's log says about a file that it refused, and what that means for the person. First match wins. */
const reasons = [
  { pattern: /unknown model architecture|unsupported model architecture/i, code: 'architecture-unsupported' },
  { pattern: /out of memory|failed to allocate|bad_alloc|cannot enlarge memory|memory access out of bounds/i, code: 'out-of-memory' },
  {
    pattern:
      /tensor .* (?:not within the file bounds|has wrong shape|not found)|corrupted|incomplete|invalid magic|failed to read|missing tensor|key not found|error loading model/i,
    code: 'file-damaged',
  },
] as const;

/** Finds the reason of a failed load in the engine's own words. */
export function loadFailure(error: unknown, lines: readonly string[]): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  for (const { pattern, code } of reasons) {
    const line = [...lines, message].find((candidate) => pattern.test(candidate));
    if (line !== undefined) return new ProviderFailure(code, line);
  }
  return new ProviderFailure('engine-failed', message);
}
