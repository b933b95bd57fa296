/** A seeded source of chance: the same keys give the same throws on every machine. */
export interface Dice {
  /** Uniform in [0, 1). */
  next(): number;
  /** True this often. */
  chance(share: number): boolean;
  /** A whole number from 0 to below `below`. */
  below(below: number): number;
  between(low: number, high: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** A place in the list of weights, each as often as its weight says. */
  weighted(weights: readonly number[]): number;
  exponential(mean: number): number;
  normal(): number;
  /** Gamma with this shape and mean. */
  gamma(shape: number, mean: number): number;
}

/** Dice of their own for each set of keys, so that one customer's life does not move another's. */
export function diceOf(...keys: (string | number)[]): Dice {
  const next = sfc32(hashOf(keys.join('\u0000')));
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const exponential = (mean: number): number => -Math.log(1 - next()) * mean;

  function standardGamma(shape: number): number {
    if (shape < 1) return standardGamma(shape + 1) * (1 - next()) ** (1 / shape);
    // Marsaglia and Tsang (2000).
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  return {
    next,
    chance: (share) => next() < share,
    below: (below) => Math.floor(next() * below),
    between: (low, high) => low + next() * (high - low),
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
    weighted(weights) {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      for (const [at, weight] of weights.entries()) {
        left -= weight;
        if (left < 0) return at;
      }
      return weights.length - 1;
    },
    exponential,
    normal,
    gamma: (shape, mean) => (standardGamma(shape) * mean) / shape,
  };
}

/** Four 32-bit words out of a text (FNV-1a with a different start each, then mixed). */
function hashOf(text: string): [number, number, number, number] {
  const word = (start: number): number => {
    let hash = start;
    for (let at = 0; at < text.length; at += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  };
  return [word(0x811c9dc5), word(0x01234567), word(0x9e3779b9), word(0x7f4a7c15)];
}

/** Chris Doty-Humphrey's small fast counting generator. */
function sfc32([a, b, c, counter]: [number, number, number, number]): () => number {
  const step = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) step();
  return step;
}
