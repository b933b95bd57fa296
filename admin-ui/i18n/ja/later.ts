import coupons from './coupons.json';
import customers from './customers.json';
import heldRule from './heldRule.json';
import imports from './imports.json';
import refusal from './refusal.json';
import schemes from './schemes.json';

export default { coupons, customers, heldRule, imports, refusal, schemes };
