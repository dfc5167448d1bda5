import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** As ids made here: digits in ASCII order, the first nine of them the time, so that derived ids sort among the others. */
const digits = '0123456789abcdefghjkmnpqrstvwxyz';
const timeDigits = 9;
const hashDigits = 18;

/**
 * An id that is the same whenever it is made of the same parts: importing a file twice adds nothing. `time` in milliseconds, `null` = not
 * known. The browser's own digest is not there on plain http, so the hash is the library's.
 */
export function derivedId(time: number | null, parts: readonly (string | null)[]): string {
  let rest = Math.max(0, time ?? 0);
  let id = '';
  for (let place = 0; place < timeDigits; place += 1) {
    id = digits.charAt(rest % digits.length) + id;
    rest = Math.floor(rest / digits.length);
  }
  // A list as JSON tells ["a", "b"] from ["ab"].
  const hash = sha256(utf8ToBytes(JSON.stringify(parts)));
  return id + Array.from(hash.subarray(0, hashDigits), (byte) => digits.charAt(byte % digits.length)).join('');
}
