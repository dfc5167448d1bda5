import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindOf } from '#providers/files/file-kind.ts';
import { decodeText } from '#providers/files/read-text.ts';

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
const utf16 = (text: string, mark: boolean): Uint8Array => new Uint8Array(Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le'));

describe('a text of unknown encoding', () => {
  test.each([
    ['utf-8', '你好, wörld', new TextEncoder().encode('你好, wörld')],
    ['utf-8', 'marked', new TextEncoder().encode('\ufeffmarked')],
    ['utf-16le', 'marked 你好', utf16('marked 你好', true)],
    ['utf-16le', 'Hello, plain words.', utf16('Hello, plain words.', false)],
    [
      'utf-16be',
      'Hello, plain words in UTF-16.',
      bytes('AEgAZQBsAGwAbwAsACAAcABsAGEAaQBuACAAdwBvAHIAZABzACAAaQBuACAAVQBUAEYALQAxADYALg=='),
    ],
    [
      'gb18030',
      '这是一段用旧编码写成的中文，里面有逗号。ABC 123',
      bytes('1eLKx9K7ts7Tw77JseDC69C0s8m1xNbQzsSjrMDvw+bT0La6usWho0FCQyAxMjM='),
    ],
    [
      'shift_jis',
      'これは古い文字コードで書かれた日本語です。カタカナも。',
      bytes('grGC6oLNjMOCopW2jpqDUoFbg2iCxY+RgqmC6oK9k/qWe4zqgsWCt4FCg0qDXoNKg2mC4IFC'),
    ],
    [
      'windows-1252',
      'Für die Größe der Übung: naïve café, déjà vu.',
      bytes('RvxyIGRpZSBHcvbfZSBkZXIg3GJ1bmc6IG5h73ZlIGNhZuksIGTpauAgdnUu'),
    ],
  ])('is read as %s: %s', (encoding, text, content) => {
    expect(decodeText(content)).toEqual({ encoding, text });
  });

  test('whatever is written in UTF-8 is read to the letter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0') && !text.startsWith('\ufeff')),
        (text) => {
          expect(decodeText(new TextEncoder().encode(text))?.text).toBe(text);
        },
      ),
    );
  });

  test('is not found in programs and archives', () => {
    for (const content of [
      [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0],
      [0x50, 0x4b, 3, 4, 0x14, 0, 0, 0, 8, 0, 0x9c, 0xff],
      [0x1f, 0x8b, 8, 0, 1, 2, 3, 4],
    ]) {
      expect(decodeText(new Uint8Array(content))).toBeNull();
    }
  });
});

test('a file is what its bytes say, whatever its name', () => {
  const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
  expect(kindOf(ascii('%PDF-1.7'))).toBe('pdf');
  expect(kindOf(ascii('\n\n%PDF-1.4 '))).toBe('pdf');
  expect(kindOf(ascii('\x89PNG\r\n'))).toBe('picture');
  expect(kindOf(ascii('\xff\xd8\xff\xe0'))).toBe('picture');
  expect(kindOf(ascii('RIFF1234WEBPVP8 '))).toBe('picture');
  expect(kindOf(ascii('\0\0\0 ftypavif'))).toBe('picture');
  expect(kindOf(ascii('RIFF1234WAVE'))).toBe('other');
  expect(kindOf(ascii('plain words'))).toBe('other');
  expect(kindOf(new Uint8Array())).toBe('other');
});
