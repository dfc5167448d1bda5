import { FileTrouble } from './file-trouble.ts';

export interface ReadPicture {
  readonly mediaType: string;
  /** Base64. */
  readonly data: string;
  readonly bytes: number;
}

/** The longest edge that models look at: larger pictures are made smaller by the server, or cost tokens for nothing. CSS pixels. */
const longestEdge = 1568;
const quality = 0.85;

/**
 * Draws a picture anew, upright and no larger than models look at. What the file said beside its pixels (place, camera, time) is not in the
 * result. Throws a `FileTrouble`.
 */
export async function readPicture(file: Blob): Promise<ReadPicture> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new FileTrouble('picture-unknown');
  });
  try {
    const scale = Math.min(1, longestEdge / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new FileTrouble('picture-unknown');
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const mediaType = isSeeThrough(context.getImageData(0, 0, canvas.width, canvas.height).data) ? 'image/png' : 'image/jpeg';
    const drawn = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, mediaType, quality);
    });
    if (drawn === null) throw new FileTrouble('picture-unknown');
    return { mediaType, bytes: drawn.size, data: base64Of(new Uint8Array(await drawn.arrayBuffer())) };
  } finally {
    bitmap.close();
  }
}

/** JPEG, which is a tenth of the size, knows no transparency. */
function isSeeThrough(pixels: Uint8ClampedArray): boolean {
  for (let place = 3; place < pixels.length; place += 4) if (pixels[place] !== 255) return true;
  return false;
}

function base64Of(bytes: Uint8Array): string {
  const step = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(text);
}
