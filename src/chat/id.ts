/** Digits in ASCII order, so that comparing ids as strings compares their times; without i, l, o and u, which people misread. */
const digits = '0123456789abcdefghjkmnpqrstvwxyz';
const timeDigits = 9;
const sequenceDigits = 2;
const randomDigits = 16;
const longestSequence = digits.length ** sequenceDigits - 1;

function inDigits(value: number, width: number): string {
  let rest = value;
  let text = '';
  for (let place = 0; place < width; place += 1) {
    text = digits.charAt(rest % digits.length) + text;
    rest = Math.floor(rest / digits.length);
  }
  return text;
}

/**
 * Gives a maker of ids: 27 characters of time (milliseconds), a sequence number and 80 random bits. The ids of one maker always grow, even
 * within a millisecond and when the clock is set back; those of two tabs sort by time and do not meet.
 * `crypto.randomUUID` is not used: it is missing on plain http.
 */
export function createIdMaker(now: () => number): () => string {
  let time = 0;
  let sequence = 0;
  return () => {
    const current = now();
    if (current > time) {
      time = current;
      sequence = 0;
    } else if (sequence < longestSequence) {
      sequence += 1;
    } else {
      time += 1;
      sequence = 0;
    }
    const random = crypto.getRandomValues(new Uint8Array(randomDigits));
    return (
      inDigits(time, timeDigits) + inDigits(sequence, sequenceDigits) + Array.from(random, (byte) => digits.charAt(byte % 32)).join('')
    );
  };
}
