/** The one version of the Admin API the stand-in speaks. */
export const apiVersion = '2026-10';
