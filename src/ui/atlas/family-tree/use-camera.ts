import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Camera, fitInto, heldIn, revealed, zoomAt } from './camera.ts';
import type { Box, TreeLayout } from './layout.ts';
import type { Size } from './pack.ts';

/** A pointer may tremble by so much and still click. Pixels. */
const tremble = 5;
/** Narrower than this, the whole tree would be too small to read: it begins at a readable scale instead. Pixels. */
const narrow = 640;
const readable = 0.62;

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
}

/** The part of a layout that a frame shows. Follows wheel, drag and pinch on the frame; fits the picture whenever it or the frame changes. */
export function useCamera(frame: RefObject<HTMLElement | null>, layout: TreeLayout): TreeCamera {
  const [camera, setCamera] = useState<Camera>({ x: 0, y: 0, scale: 1 });
  const [glides, setGlides] = useState(false);
  const hasMoved = useRef(false);
  const frameSize = useCallback(
    (): Size => ({ width: frame.current?.clientWidth ?? 0, height: frame.current?.clientHeight ?? 0 }),
    [frame],
  );

  const move = useCallback(
    (change: (before: Camera) => Camera, glide: boolean) => {
      setGlides(glide);
      setCamera((before) => heldIn(change(before), frameSize(), layout));
    },
    [frameSize, layout],
  );
  const begin = useCallback(() => {
    const size = frameSize();
    setGlides(false);
    setCamera(fitInto(size, layout, size.width < narrow ? readable : undefined));
  }, [frameSize, layout]);

  useLayoutEffect(begin, [begin]);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      begin();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, begin]);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const pressed = new Map<number, { x: number; y: number }>();
    let from = { x: 0, y: 0 };
    const at = (event: MouseEvent): { x: number; y: number } => {
      const { left, top } = element.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const onWheel = (event: WheelEvent): void => {
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
        hasMoved.current = false;
      }
    };
    const onMove = (event: PointerEvent): void => {
      const before = pressed.get(event.pointerId);
      if (before === undefined) return;
      const now = at(event);
      if (!hasMoved.current && Math.hypot(now.x - from.x, now.y - from.y) < tremble) return;
      // Captured only once it moves: a captured press would not click the link under it.
      if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
      hasMoved.current = true;
      pressed.set(event.pointerId, now);
      const other = [...pressed].find(([id]) => id !== event.pointerId)?.[1];
      move((camera) => {
        if (other === undefined) return { ...camera, x: camera.x + now.x - before.x, y: camera.y + now.y - before.y };
        const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
        return zoomAt(camera, factor, other);
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
  }, [frame, move]);

  return {
    camera,
    glides,
    zoom: (factor) => move((before) => zoomAt(before, factor, { x: frameSize().width / 2, y: frameSize().height / 2 }), true),
    pan: (x, y) => move((before) => ({ ...before, x: before.x + x, y: before.y + y }), true),
    fit: () => move(() => fitInto(frameSize(), layout), true),
    reveal: (box) => move((before) => revealed(before, frameSize(), box), true),
    dragged: () => hasMoved.current,
  };
}
