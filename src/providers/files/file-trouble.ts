export type FileTroubleCode =
  | 'too-large'
  | 'too-long'
  | 'too-many'
  | 'empty'
  | 'not-text'
  | 'unreadable'
  | 'damaged'
  | 'locked'
  | 'scanned'
  | 'too-slow'
  | 'picture-unknown'
  | 'no-pictures'
  | 'part-missing'
  | 'given-up';

/** Why a file cannot be attached. `number` belongs to the words: pages of a scanned PDF. */
export class FileTrouble extends Error {
  override readonly name = 'FileTrouble';
  readonly code: FileTroubleCode;
  readonly number: number;
  constructor(code: FileTroubleCode, number = 0) {
    super(code);
    this.code = code;
    this.number = number;
  }
}
