import { useLocale } from './language.tsx';
import type { Locale } from './messages.ts';
import { importProblems } from './import-problems-in-chinese.ts';

/** A sentence of an import's report in a language; as it is where it is no sentence of ours. */
export function importProblem(problem: string, locale: Locale): string {
  if (locale === 'en') return problem;
  const [english, chinese] = importProblems.find(([pattern]) => pattern.test(problem)) ?? [];
  return english === undefined || chinese === undefined ? problem : problem.replace(english, chinese);
}

export function useImportProblem(): (problem: string) => string {
  const locale = useLocale();
  return (problem) => importProblem(problem, locale);
}
