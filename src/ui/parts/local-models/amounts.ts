import type { LocalModelWords } from '../../language/en/local-models.ts';

const units = [
  { unit: 'gigabyte', bytes: 1e9, digits: 2 },
  { unit: 'megabyte', bytes: 1e6, digits: 0 },
  { unit: 'kilobyte', bytes: 1e3, digits: 0 },
] as const;

/** Bytes as people read them, in the units of the Hub's file lists (1,000, not 1,024). */
export function formatBytes(bytes: number, locale: string): string {
  const { unit, bytes: size, digits } = units.find((one) => bytes >= one.bytes) ?? units[2];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits }).format(bytes / size);
}

export function formatSpeed(bytesPerSecond: number, locale: string): string {
  const isFast = bytesPerSecond >= 1e6;
  const unit = isFast ? 'megabyte-per-second' : 'kilobyte-per-second';
  const value = bytesPerSecond / (isFast ? 1e6 : 1e3);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: isFast ? 1 : 0 }).format(value);
}

export function formatDuration(seconds: number, words: LocalModelWords): string {
  if (seconds < 60) return words.seconds(Math.max(1, Math.round(seconds)));
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? words.minutes(minutes) : words.hours(Math.floor(minutes / 60), minutes % 60);
}
