import coupons from './coupons.json';
import customers from './customers.json';
import error from './error.json';
import imports from './imports.json';
import overview from './overview.json';
import shell from './shell.json';
import term from './term.json';
import word from './word.json';

export default { coupons, customers, error, imports, overview, shell, term, word };
