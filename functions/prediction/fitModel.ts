import { groupBuyings, type Buyings } from './buying.ts';
import { fitOrders } from './fitOrders.ts';
import { fitValue } from './fitValue.ts';
import { leastToFit, type Model } from './model.schema.ts';

/** Fits a shop's model; with too few customers or repeat buyers it says so and predicts nothing. */
export function fitModel(buyings: Buyings): Model {
  const groups = groupBuyings(buyings);
  const { customers, repeaters } = groups;
  if (customers < leastToFit.customers || repeaters < leastToFit.repeaters) {
    return { state: 'notEnough', customers, repeaters };
  }
  const { r, alpha, a, b, logLikelihood } = fitOrders(groups);
  return {
    state: 'fitted',
    name: 'mbgNbd',
    method: 'map',
    parameters: { r, alpha, a, b },
    logLikelihood,
    customers,
    repeaters,
    value: fitValue(buyings),
  };
}
