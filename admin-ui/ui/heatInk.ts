const ramp = [
  ['var(--viz-0)', '#303030'],
  ['var(--viz-1)', '#303030'],
  ['var(--viz-2)', '#303030'],
  ['var(--viz-3)', '#303030'],
  ['var(--viz-4)', '#1a1a1a'],
  ['var(--viz-5)', '#ffffff'],
  ['var(--viz-6)', '#ffffff'],
] as const;

/** A ground for a weight from 0 to 1, and an ink with contrast to it. */
export function heatInk(weight: number): { background: string; color: string } {
  const step = weight <= 0 ? 0 : Math.min(6, 1 + Math.floor(weight * 6));
  const [background, color] = ramp[step] ?? ramp[0];
  return { background, color };
}
