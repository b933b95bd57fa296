import { registerHooks } from 'node:module';
import { mutations } from './mutations.ts';

/** `mutant.ts NAME SEEDS`: lives seeds over the product with one guard taken out until one notices. */
const [, , name, seeds] = process.argv;
const mutation = mutations.find((one) => one.name === name);
if (mutation === undefined) throw new Error('there is no such mutation');
const replaced = new Set<string>();
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith(`/${mutation.file}`)) return loaded;
    const { source: text = '' } = loaded;
    const source = typeof text === 'string' ? text : new TextDecoder().decode(text);
    if (source.split(mutation.find).length !== 2) throw new Error(`not once in ${mutation.file}`);
    replaced.add(url);
    return { ...loaded, source: source.replace(mutation.find, () => mutation.replace) };
  },
});

const { simulate } = await import('./simulate.ts');
if (replaced.size === 0) throw new Error(`nothing loads ${mutation.file}`);
for (let seed = 1; seed <= Number(seeds); seed += 1) {
  const outcome = await simulate(seed);
  const { phase = '' } = mutation;
  const findings = outcome.findings.filter((finding) => finding.startsWith(phase));
  if (findings.length === 0) continue;
  console.log(JSON.stringify({ seed, findings }));
  break;
}
