import { askRealEngine, certainText, whyNotHere } from './real-engine.ts';

export type RealComparison =
  | { readonly isHere: false; readonly whyNot: string; readonly platform: string }
  | {
      readonly isHere: true;
      /** Number of tokens of each prompt, and what came behind it, up to where rounding could decide. */
      readonly answers: readonly { readonly promptTokens: number; readonly text: string; readonly isWhole: boolean }[];
    };

/** For tests in a page, which can start no program: what a real llama.cpp writes on the machine that runs the tests. */
export async function askFromPage(_: unknown, ...asked: Parameters<typeof askRealEngine>): Promise<RealComparison> {
  if (whyNotHere !== null) return { isHere: false, whyNot: whyNotHere, platform: `${process.platform}-${process.arch}` };
  const answers = await askRealEngine(...asked);
  return { isHere: true, answers: answers.map((answer) => ({ promptTokens: answer.promptTokens.length, ...certainText(answer) })) };
}
