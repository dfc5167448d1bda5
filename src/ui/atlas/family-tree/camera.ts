import type { Box } from './layout.ts';
import type { Size } from './pack.ts';

/** A point of the picture is seen at its place times `scale` plus `x`, `y`. Pixels. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Room left around what is fitted, and more below, where the buttons are. Pixels. */
const margin = 20;
const below = 36;
export const scales = { least: 0.2, most: 2.5, largestFit: 1.1 } as const;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Shows a whole picture in a frame. With `atLeast` it stays readable, and begins at its upper left corner if it is then too large. */
export function fitInto(frame: Size, picture: Size, atLeast: number = scales.least): Camera {
  const across = (frame.width - 2 * margin) / Math.max(1, picture.width);
  const down = (frame.height - 2 * margin - below) / Math.max(1, picture.height);
  const scale = clamp(Math.min(across, down, scales.largestFit), atLeast, scales.most);
  const start = (room: number, length: number): number => Math.max(margin, (room - length * scale) / 2);
  return { x: start(frame.width, picture.width), y: start(frame.height - below, picture.height), scale };
}

/** Zooms so that the point under `at` stays where it is. */
export function zoomAt({ x, y, scale }: Camera, factor: number, at: { readonly x: number; readonly y: number }): Camera {
  const next = clamp(scale * factor, scales.least, scales.most);
  const ratio = next / scale;
  return { x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio, scale: next };
}

/** Moves no further than until a hand's breadth of the picture is left to see. */
export function heldIn(camera: Camera, frame: Size, picture: Size): Camera {
  const kept = 96;
  return {
    ...camera,
    x: clamp(camera.x, kept - picture.width * camera.scale, frame.width - kept),
    y: clamp(camera.y, kept - picture.height * camera.scale, frame.height - kept),
  };
}

/** Moves as little as it takes to see a box whole. */
export function revealed(camera: Camera, frame: Size, box: Box): Camera {
  const shift = (start: number, length: number, room: number): number => {
    if (start < margin) return margin - start;
    return start + length > room - margin ? Math.max(margin - start, room - margin - start - length) : 0;
  };
  return {
    ...camera,
    x: camera.x + shift(box.x * camera.scale + camera.x, box.width * camera.scale, frame.width),
    y: camera.y + shift(box.y * camera.scale + camera.y, box.height * camera.scale, frame.height),
  };
}
