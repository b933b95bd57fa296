import type { History } from '../segments/histories.ts';
import type { Who } from './insights.schema.ts';

/** The same answer for as long as its history is open: a newer run is another history. */
export function remembered<Answer>(
  compute: (history: History, who: Who) => Answer,
): (history: History, who: Who) => Answer {
  const answers = new WeakMap<History, Map<Who, Answer>>();
  return (history, who) => {
    const ofHistory = answers.get(history) ?? new Map<Who, Answer>();
    answers.set(history, ofHistory);
    const found = ofHistory.get(who);
    if (found !== undefined) return found;
    const answer = compute(history, who);
    ofHistory.set(who, answer);
    return answer;
  };
}
