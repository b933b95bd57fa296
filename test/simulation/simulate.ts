import { seeded } from '../customers/shaky.ts';
import { findings } from './findings.ts';
import { layGround } from './ground.ts';
import { Ledger } from './ledger.ts';
import { Storm, type Weather } from './storm.ts';

/** What one seed came to; no findings: all held. */
export interface Outcome {
  seed: number;
  findings: string[];
  trace: readonly string[];
}

const dayMs = 86_400_000;
const trustMs = 600_000;

function weatherOf(random: () => number): Weather {
  const rough = random();
  const share = () => (random() < 0.5 ? 0 : random() * 0.02 * (0.5 + rough));
  return {
    faults: { crash: share(), throttle: share(), lostAnswer: share(), slow: share() / 3 },
    loss: random() < 0.25 ? random() * 0.5 : 0,
    leaves: random() < 0.15,
    backfill: random() < 0.35,
    deeds: 4 + Math.floor(random() * 9),
    silence: random() < 0.35,
  };
}

/**
 * One life of a shop under one seed: what it tells arrives in any order, several times or not at
 * all, to workers that die; then everything the product promises of the end is looked at.
 */
export async function simulate(seed: number): Promise<Outcome> {
  const random = seeded(seed * 2_654_435_761 + 1);
  const weather = weatherOf(random);
  const ledger = new Ledger();
  const storm = new Storm(random, weather, ledger.witness);
  const found: string[] = [];
  const check = (phase: string, exact: boolean) => {
    for (const one of findings(storm, ledger, exact)) found.push(`${phase}: ${one}`);
  };
  const outcome = (): Outcome => ({ seed, findings: found, trace: storm.scheduler.trace });
  const told = weather.loss === 0 && !weather.leaves;
  try {
    await layGround(storm);
    storm.rage();
    await storm.quiet();
    await calmDown(storm);
    if (told) {
      check('after the storm', false);
      storm.shop.tellCircle();
    }

    storm.scheduler.say('reconciliation');
    if (!told || random() < 0.3) {
      storm.rage();
      // By night: what changed has its second behind it.
      storm.sleep(trustMs);
      storm.request({ job: 'heal' });
      await storm.quiet();
      await calmDown(storm);
      check('after reconciliation', false);
    }
    storm.rage();
    storm.sleep(trustMs);
    storm.readAllAgain();
    await storm.quiet();
    await calmDown(storm);
    check('with every order read again', true);

    if (!weather.silence) return outcome();
    storm.jump(100 * dayMs);
    storm.rage();
    storm.request({ job: 'recompute' });
    await storm.quiet();
    await calmDown(storm);
    storm.settledSince = true;
    check('a hundred days later', true);
  } catch (error) {
    found.push(`fault: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`);
  }
  return outcome();
}

/** Nothing fails any more, and what was given up is tried again. */
async function calmDown(storm: Storm): Promise<void> {
  storm.calm();
  // The merchant looks in: a removal that was told after the return is noticed then.
  if (storm.leaves) storm.request({ job: 'install' });
  const { events, jobs, issue } = storm.ground.queues;
  for (const mailbox of [events, jobs, issue]) mailbox.redrive();
  await storm.quiet();
  const { shop, ground } = storm;
  if (shop.buyers.some(({ redacted }) => redacted)) storm.request({ job: 'privacy' });
  await storm.quiet();
  const waits = ground.memory.items().some(({ pk }) => pk.includes('#D#') || pk.includes('#K#'));
  if (!waits) return;
  // Coupons whose message was lost are sent again once it is trusted no more.
  storm.sleep(trustMs);
  storm.request({ job: 'coupons' });
  await storm.quiet();
}
