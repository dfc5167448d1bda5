import { useCallback, useEffect, useMemo, useState } from 'react';
import { type Camera, fitInto, heldIn, revealed, zoomAt } from './camera.ts';
import type { Box, TreeLayout } from './layout.ts';
import type { Size } from './pack.ts';

/** A pointer may tremble by so much and still click. Pixels. */
const tremble = 5;
/** Smaller than this nothing can be read: the picture then begins readable, at a corner, instead of whole. */
const tooSmall = 0.36;
const readable = 0.6;

export interface TreeCamera {
  readonly camera: Camera;
  /** Moves by itself, not under a hand: the picture may glide. */
  readonly glides: boolean;
  readonly zoom: (factor: number) => void;
  readonly pan: (x: number, y: number) => void;
  readonly fit: () => void;
  readonly reveal: (box: Box) => void;
  /** Whether the press that ends now moved the picture: it is no click then. */
  readonly dragged: () => boolean;
  /** Whether a box reaches into the lowest part of the frame. Pixels. */
  readonly isLow: (box: Box, room: number) => boolean;
}

interface CameraOptions {
  /** Stands inside a page that scrolls: the wheel alone is the page's. */
  readonly isEmbedded: boolean;
  /** Seen from the start, even where the whole is too large. */
  readonly startAt: Box | undefined;
}

interface Moved {
  readonly of: TreeLayout;
  readonly width: number;
  readonly camera: Camera;
  readonly glides: boolean;
}

/**
 * The part of a layout that a frame shows. Follows wheel, drag and pinch on the frame. A layout or a width that is new is fitted: where
 * a person had moved the old one means nothing there.
 */
export function useCamera(frame: HTMLElement | null, size: Size, layout: TreeLayout, { isEmbedded, startAt }: CameraOptions): TreeCamera {
  const [moved, setMoved] = useState<Moved | null>(null);
  const [drag] = useState({ hasMoved: false });
  const fitted = useMemo(() => {
    const whole = fitInto(size, layout);
    const start = whole.scale < tooSmall ? fitInto(size, layout, readable) : whole;
    return startAt === undefined ? start : revealed(start, size, startAt);
  }, [size, layout, startAt]);
  const own = moved !== null && moved.of === layout && moved.width === size.width ? moved : null;

  const move = useCallback(
    (change: (before: Camera) => Camera, glides: boolean) => {
      setMoved((before) => {
        const isOwn = before !== null && before.of === layout && before.width === size.width;
        return { of: layout, width: size.width, camera: heldIn(change(isOwn ? before.camera : fitted), size, layout), glides };
      });
    },
    [fitted, layout, size],
  );

  useEffect(() => {
    if (frame === null) return undefined;
    const element = frame;
    const pressed = new Map<number, { x: number; y: number }>();
    let from = { x: 0, y: 0 };
    const at = (event: MouseEvent): { x: number; y: number } => {
      const { left, top } = element.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const onWheel = (event: WheelEvent): void => {
      if (isEmbedded && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      // Lines and pages of a wheel are about 16 and 400 pixels. A pinch on a pad comes as a wheel with Ctrl, in small steps.
      const pixels = event.deltaY * ([1, 16, 400][event.deltaMode] ?? 1);
      move((before) => zoomAt(before, Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.0015)), at(event)), false);
    };
    const onDown = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      pressed.set(event.pointerId, at(event));
      if (pressed.size === 1) {
        from = at(event);
        drag.hasMoved = false;
      }
    };
    const onMove = (event: PointerEvent): void => {
      const before = pressed.get(event.pointerId);
      if (before === undefined) return;
      const now = at(event);
      if (!drag.hasMoved && Math.hypot(now.x - from.x, now.y - from.y) < tremble) return;
      // Captured only once it moves: a captured press would not click the link under it.
      if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
      drag.hasMoved = true;
      pressed.set(event.pointerId, now);
      const other = [...pressed].find(([id]) => id !== event.pointerId)?.[1];
      move((camera) => {
        if (other === undefined) return { ...camera, x: camera.x + now.x - before.x, y: camera.y + now.y - before.y };
        const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
        // The middle between two fingers moves half as far as the one that moves, and the picture with it.
        const half = { ...camera, x: camera.x + (now.x - before.x) / 2, y: camera.y + (now.y - before.y) / 2 };
        return zoomAt(half, factor, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      }, false);
    };
    const onUp = (event: PointerEvent): void => {
      pressed.delete(event.pointerId);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onUp);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onUp);
    };
  }, [frame, move, drag, isEmbedded]);

  return {
    camera: own?.camera ?? fitted,
    glides: own?.glides ?? false,
    zoom: (factor) => move((before) => zoomAt(before, factor, { x: size.width / 2, y: size.height / 2 }), true),
    pan: (x, y) => move((before) => ({ ...before, x: before.x + x, y: before.y + y }), true),
    fit: () => move(() => fitInto(size, layout), true),
    reveal: (box) => move((before) => revealed(before, size, box), true),
    dragged: () => drag.hasMoved,
    isLow: ({ y, height }, room) => {
      const { y: top, scale } = own?.camera ?? fitted;
      return top + (y + height) * scale > size.height - room;
    },
  };
}
