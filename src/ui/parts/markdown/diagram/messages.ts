/** What the page and the drawing frame tell each other. The frame's origin is opaque: each side knows the other by its window. */
export interface DrawRequest {
  readonly kind: 'draw';
  readonly source: string;
  readonly isDark: boolean;
  /** Colours as CSS writes them, read from the page's style. */
  readonly colors: Readonly<Record<'ink' | 'paper' | 'sunken' | 'line' | 'soft' | 'wash' | 'accent', string>>;
}

export type FrameMessage =
  | { readonly kind: 'ready' }
  /** Size of the drawing as it wants to be. CSS pixels. */
  | { readonly kind: 'drawn'; readonly width: number; readonly height: number }
  /** What the library says of the source. */
  | { readonly kind: 'failed'; readonly detail: string };

/** Reads what came from the frame, in which a diagram might have got the upper hand: anything odd is nothing. */
export function readFrameMessage(data: unknown): FrameMessage | null {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return null;
  if (data.kind === 'ready') return { kind: 'ready' };
  if (data.kind === 'failed') {
    return { kind: 'failed', detail: 'detail' in data && typeof data.detail === 'string' ? data.detail.slice(0, 500) : '' };
  }
  if (data.kind !== 'drawn' || !('width' in data) || !('height' in data)) return null;
  const { width, height } = data;
  const isLength = (value: unknown): value is number => typeof value === 'number' && value > 0 && value < 100_000;
  return isLength(width) && isLength(height) ? { kind: 'drawn', width, height } : null;
}
