import type { History } from '../segments/histories.ts';
import type { Who } from './insights.schema.ts';

/** The same answer for as long as its history is open: a newer run is another history. */
export function rememberedBy<Answer>(): (
  history: History,
  key: string,
  compute: () => Answer,
) => Answer {
  const answers = new WeakMap<History, Map<string, Answer>>();
  return (history, key, compute) => {
    const ofHistory = answers.get(history) ?? new Map<string, Answer>();
    answers.set(history, ofHistory);
    const found = ofHistory.get(key);
    if (found !== undefined) return found;
    const answer = compute();
    ofHistory.set(key, answer);
    return answer;
  };
}

/** The same, of what is asked about one or the other customers only. */
export function remembered<Answer>(
  compute: (history: History, who: Who) => Answer,
): (history: History, who: Who) => Answer {
  const answers = rememberedBy<Answer>();
  return (history, who) => answers(history, who, () => compute(history, who));
}
