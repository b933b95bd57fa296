/** Beyond this the asymptotic series hold to the last digits. */
const seriesFrom = 12;
const halfLogTau = 0.5 * Math.log(2 * Math.PI);

/** ln Γ(z) for z > 0. */
export function lnGamma(z: number): number {
  let at = z;
  let product = 1;
  while (at < seriesFrom) {
    product *= at;
    at += 1;
  }
  const q = 1 / (at * at);
  const tail =
    (1 / 12 -
      q * (1 / 360 - q * (1 / 1260 - q * (1 / 1680 - q * (1 / 1188 - (q * 691) / 360360))))) /
    at;
  return (at - 0.5) * Math.log(at) - at + halfLogTau + tail - Math.log(product);
}

/** Its first derivative. */
export function digamma(z: number): number {
  let at = z;
  let below = 0;
  while (at < seriesFrom) {
    below += 1 / at;
    at += 1;
  }
  const q = 1 / (at * at);
  const tail =
    q *
    (1 / 12 - q * (1 / 120 - q * (1 / 252 - q * (1 / 240 - q * (1 / 132 - (q * 691) / 32760)))));
  return Math.log(at) - 0.5 / at - tail - below;
}

/** Its second derivative. */
export function trigamma(z: number): number {
  let at = z;
  let below = 0;
  while (at < seriesFrom) {
    below += 1 / (at * at);
    at += 1;
  }
  const q = 1 / (at * at);
  const tail = (q * (1 / 6 - q * (1 / 30 - q * (1 / 42 - q * (1 / 30 - (q * 5) / 66))))) / at;
  return 1 / at + q / 2 + tail + below;
}
