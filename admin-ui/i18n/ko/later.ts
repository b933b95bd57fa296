import coupons from './coupons.json';
import customers from './customers.json';
import imports from './imports.json';
import schemes from './schemes.json';

export default { coupons, customers, imports, schemes };
