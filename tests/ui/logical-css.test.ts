import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../src/ui');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });

/** Declarations that name a side of the screen: in a language that is written from right to left they are on the wrong one. */
function physical(css: string): readonly string[] {
  const text = css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const declarations = [...text.matchAll(/(?<=[{;]\s*)([a-z-]+)\s*:\s*([^;{}]+)/g)].map(
    ([, property = '', value = '']) => [property, value.trim()] as const,
  );
  return declarations
    .filter(([property, value]) => namesSide(property) || aligns(property, value) || isLopsided(property, value))
    .map(([property, value]) => `${property}: ${value}`);
}

const namesSide = (property: string): boolean => /^(?:left|right)$|-(?:left|right)(?:-|$)/.test(property);
const aligns = (property: string, value: string): boolean =>
  /^(?:text-align|float|clear)$/.test(property) && /\b(?:left|right)\b/.test(value);

/** Four values of which the second and the fourth differ, and corners that are not the same on both sides. */
function isLopsided(property: string, value: string): boolean {
  const parts = value.match(/(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];
  if (/^(?:padding|margin|inset|border-width|border-style|border-color|scroll-margin|scroll-padding)$/.test(property))
    return parts.length === 4 && parts[1] !== parts[3];
  if (property !== 'border-radius' || parts.length === 1) return false;
  const [topStart, topEnd, bottomEnd = topStart, bottomStart = topEnd] = parts;
  return topStart !== topEnd || bottomEnd !== bottomStart;
}

test('a side is found however it is named', () => {
  const sides = [
    'left: 0',
    'margin-left: 1rem',
    'border-right: 1px solid',
    'padding-inline: 1rem',
    'text-align: right',
    'padding: 0 1rem 0 2rem',
    'padding: 0 1rem 0 1rem',
    'border-radius: 8px 8px 0 0',
    'border-radius: calc(var(--a) - 3px)',
    'border-radius: 8px 0 0 8px',
    'border-top-left-radius: 8px',
    'inset: 0 auto auto 0',
    'scroll-margin-left: 2px',
    'float: left',
    'padding: 0 max(1px, env(safe-area-inset-right)) 0 max(1px, env(safe-area-inset-left))',
  ];
  expect(physical(`a { ${sides.join('; ')} }`)).toEqual([
    'left: 0',
    'margin-left: 1rem',
    'border-right: 1px solid',
    'text-align: right',
    'padding: 0 1rem 0 2rem',
    'border-radius: 8px 0 0 8px',
    'border-top-left-radius: 8px',
    'inset: 0 auto auto 0',
    'scroll-margin-left: 2px',
    'float: left',
    'padding: 0 max(1px, env(safe-area-inset-right)) 0 max(1px, env(safe-area-inset-left))',
  ]);
});

test('no style sheet names a side of the screen: all is ready for languages that are written from right to left', () => {
  const sheets = files.filter((file) => file.endsWith('.css'));
  expect(sheets.length).toBeGreaterThan(20);
  const found = sheets.flatMap((file) =>
    physical(readFileSync(join(folder, file), 'utf8')).map((declaration) => `${file}: ${declaration}`),
  );
  expect(found).toEqual([]);
});

test('nor does a style that is set in code, except where a drawing has coordinates', () => {
  const code = files.filter((file) => file.endsWith('.tsx') && !file.includes('family-tree'));
  const found = code.filter((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/style=\{\{([^}]*)\}\}/g)].some(([, style = '']) =>
      /\b(?:left|right|\w+Left|\w+Right)\b/.test(style),
    ),
  );
  expect(found).toEqual([]);
});
