import { expect, test } from 'vitest';
import { fitInto, heldIn, revealed, scales, zoomAt } from '#ui/atlas/family-tree/camera.ts';
import { nearestAspect } from '#ui/atlas/family-tree/use-frame-size.ts';

const frame = { width: 1000, height: 600 };

test('a picture is fitted whole, in the middle, and a small one is not blown up', () => {
  const large = { width: 4000, height: 1000 };
  const camera = fitInto(frame, large);
  expect(camera.x).toBeGreaterThanOrEqual(0);
  expect(camera.x + large.width * camera.scale).toBeLessThanOrEqual(frame.width);
  expect(camera.y + large.height * camera.scale).toBeLessThanOrEqual(frame.height);
  expect(fitInto(frame, { width: 100, height: 50 }).scale).toBe(scales.largestFit);
});

test('where a picture would be too small to read it begins at its corner instead', () => {
  const camera = fitInto({ width: 320, height: 500 }, { width: 2000, height: 2000 }, 0.6);
  expect(camera.scale).toBe(0.6);
  expect([camera.x, camera.y]).toEqual([20, 20]);
});

test('zooming keeps the point under the pointer where it is, and ends at the limits', () => {
  const before = { x: 30, y: -40, scale: 0.8 };
  const at = { x: 500, y: 300 };
  const after = zoomAt(before, 1.5, at);
  expect((at.x - after.x) / after.scale).toBeCloseTo((at.x - before.x) / before.scale);
  expect((at.y - after.y) / after.scale).toBeCloseTo((at.y - before.y) / before.scale);
  expect(zoomAt(before, 1000, at).scale).toBe(scales.most);
  expect(zoomAt(before, 0.0001, at).scale).toBe(scales.least);
});

test('the picture cannot be lost out of the frame', () => {
  const picture = { width: 500, height: 500 };
  const away = heldIn({ x: 5000, y: -5000, scale: 1 }, frame, picture);
  expect(away.x).toBeLessThan(frame.width);
  expect(away.y + picture.height).toBeGreaterThan(0);
});

test('a box outside is brought in, one inside is left alone', () => {
  const still = { x: 0, y: 0, scale: 1 };
  expect(revealed(still, frame, { x: 100, y: 100, width: 200, height: 50 })).toEqual(still);
  const moved = revealed(still, frame, { x: 1500, y: -300, width: 200, height: 50 });
  expect(moved.x + 1700).toBeLessThanOrEqual(frame.width);
  expect(moved.y - 300).toBeGreaterThanOrEqual(0);
});

test('a picture is laid out for the shape nearest to its frame, and a small change of the frame leaves it', () => {
  expect(nearestAspect({ width: 320, height: 500 })).toBeLessThan(1);
  expect(nearestAspect({ width: 1600, height: 900 })).toBeGreaterThan(1);
  expect(nearestAspect({ width: 1100, height: 700 })).toBe(nearestAspect({ width: 1120, height: 690 }));
});
