import type { Message } from './applyTold.ts';
import type { Told } from './told.ts';

/**
 * Messages of one batch as they are worked on: lists side by side, each from its first to its last.
 * What is about one customer is one list. Of several states of one order the newest goes first:
 * the older ones then find it there and cost no write, as if they had come late.
 */
export function turnsOf<T extends Pick<Message, 'shop' | 'told'>>(messages: readonly T[]): T[][] {
  const lists = new Map<string, T[]>();
  for (const [index, message] of messages.entries()) {
    const about = aboutOf(message.told) ?? `message ${String(index)}`;
    const whose = `${message.shop.shop} ${about}`;
    const known = lists.get(whose);
    if (known === undefined) lists.set(whose, [message]);
    else known.push(message);
  }
  return [...lists.values()].map(newestFirst);
}

/** Orders stay in the order they came in; only their own states change places. */
function newestFirst<T extends Pick<Message, 'told'>>(list: readonly T[]): T[] {
  const states = new Map<string, T[]>();
  for (const message of list) {
    const id = orderIdOf(message.told);
    if (id !== null) states.set(id, [...(states.get(id) ?? []), message]);
  }
  for (const own of states.values()) {
    own.sort((one, other) => updatedAtOf(other.told) - updatedAtOf(one.told));
  }
  return list.flatMap((message) => {
    const id = orderIdOf(message.told);
    return id === null ? message : (states.get(id)?.shift() ?? []);
  });
}

function orderIdOf(told: Told | null): string | null {
  return told?.kind === 'order' ? told.fact.orderId : null;
}

function updatedAtOf(told: Told | null): number {
  return told?.kind === 'order' ? told.fact.updatedAt : 0;
}

/** The customer, or the order that is nobody's; null: it gets in nobody's way. */
function aboutOf(told: Told | null): string | null {
  switch (told?.kind) {
    case 'order':
      return told.fact.customerId === null
        ? `order ${told.fact.orderId}`
        : `customer ${told.fact.customerId}`;
    case 'customer':
      return `customer ${told.profile.customerId}`;
    case 'customerDeleted':
    case 'tags':
    case 'consent':
    case 'summary':
      return `customer ${told.customerId}`;
    case 'merged':
      return `customer ${told.keptId}`;
    default:
      return null;
  }
}
